package io.segue.models.recommender;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segue.models.bundle.ModelLoader;
import io.segue.models.bundle.ModelRefusedException;
import io.segue.models.device.DeviceChoice;
import io.segue.models.format.BundleFiles;
import io.segue.models.format.Manifest;
import io.segue.models.gru.BatchKind;
import io.segue.models.gru.GruSettings;
import io.segue.models.gru.LossPoint;
import io.segue.models.gru.TrainingListener;
import io.segue.models.gru.TrainingProgress;
import io.segue.models.proposal.ScoredItem;
import io.segue.models.rank.RankTrainingSettings;
import io.segue.models.rank.Retrievers;
import io.segue.models.retrieval.SessionTurn;
import io.segue.models.serving.NextItemModel;
import io.segue.models.tensor.SafetensorsFile;
import io.segue.models.tensor.Tensor;
import io.segue.models.training.TrainingSet;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.live.ItemActivity;
import io.segue.state.live.LiveSettings;
import io.segue.state.live.Neighbour;
import io.segue.state.live.PastCounts;
import io.segue.state.live.Successors;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.assertj.core.util.FloatComparator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecommenderBundleTest {
    private static final SessionTail SESSION = session(0, 3, 4);

    private static final List<String> HEARD = new ArrayList<>();

    private static final TrainedRecommender TRAINED = train();

    @TempDir
    private Path folder;

    private Path bundle = Path.of("");

    @BeforeEach
    void write() throws IOException {
        bundle = folder.resolve("bundle");
        TRAINED.writeBundle(bundle, "segue", "v1", 1, Map.of());
    }

    @Test
    void saysWhatEachTrainingIsFor() {
        assertThat(HEARD)
                .containsExactly(
                        "pass 1 of 3: a session model for the ranker to learn with, on the older events",
                        "epoch 1",
                        "epoch 2",
                        "pass 2 of 3: the ranker, on the newer events",
                        "epoch 1",
                        "epoch 2",
                        "pass 3 of 3: the session model that serves, on all events",
                        "epoch 1",
                        "epoch 2");
    }

    @Test
    void keepsTheLossesOfBothTrainingsAndWhatTheFirstHitInTheNewerPart() {
        TrainingCourse course = TRAINED.course();

        assertThat(course.older().eventsCount())
                .isLessThan(course.serving().eventsCount())
                .isPositive();
        assertThat(course.older().curve()).isNotEmpty();
        assertThat(course.serving().curve())
                .isNotEmpty()
                .last()
                .extracting(LossPoint::epochs)
                .isEqualTo(2.0);
        assertThat(course.slice().predictions()).isEqualTo(120);
        assertThat(course.slice().fromMs()).isGreaterThan(course.older().trainedUntilMs());
        assertThat(course.slice().sources()).hasSize(4);
        assertThat(course.slice().sources().get(2).recall())
                .as("all walk around one circle")
                .isGreaterThan(0.9);
    }

    @Test
    void answersTheNewestSessionsOfItsData() {
        List<SampleList> samples = TRAINED.samples(3, 5, DeviceChoice.CPU);

        assertThat(samples).extracting(sample -> sample.turn().sessionId()).containsExactly("s117", "s118", "s119");
        for (SampleList sample : samples) {
            assertThat(sample.turn().tail().events()).hasSize(3);
            assertThat(sample.items())
                    .hasSize(5)
                    .extracting(ScoredItem::itemId)
                    .doesNotContain(sample.turn().tail().newest().itemId());
        }
    }

    @Test
    void bringsTheRankerAndTheSimilarSessionsBack() throws Exception {
        try (NextItemModel model = new ModelLoader(DeviceChoice.CPU).load(bundle, "");
                Retrievers before = TRAINED.retrievers(DeviceChoice.CPU)) {
            assertThat(model.ranker()).isPresent();
            assertThat(model.similar().orElseThrow().propose(SESSION, 10))
                    .isNotEmpty()
                    .isEqualTo(before.similar()
                            .propose(List.of(new SessionTurn("ann", "s", SESSION, true)), 10)
                            .get(0));
        }
    }

    @Test
    void bringsTheCountsBackForAJobThatCountsAlike() throws Exception {
        try (NextItemModel model = new ModelLoader(DeviceChoice.CPU).load(bundle, "")) {
            PastCounts before = TRAINED.replay().counts();
            PastCounts after = model.past(LiveSettings.DEFAULT);
            long nowMs = after.untilMs() + 60_000;

            assertThat(after.untilMs()).isEqualTo(before.untilMs());
            assertThat(after.itemIds()).hasSize(9);
            for (String itemId : after.itemIds()) {
                assertThat(after.activity(itemId).lastSeenMs())
                        .isCloseTo(before.activity(itemId).lastSeenMs(), within(1L));
                assertThat(after.activity(itemId).counts().log2Medium())
                        .isCloseTo(before.activity(itemId).counts().log2Medium(), within(1e-6));
                List<Neighbour> neighbours = after.successors(itemId).neighbours(itemId, nowMs, LiveSettings.DEFAULT);
                List<Neighbour> expected = before.successors(itemId).neighbours(itemId, nowMs, LiveSettings.DEFAULT);
                assertThat(neighbours)
                        .isNotEmpty()
                        .usingRecursiveFieldByFieldElementComparator(RecursiveComparisonConfiguration.builder()
                                .withComparatorForType(new FloatComparator(1e-6f), Float.class)
                                .build())
                        .isEqualTo(expected);
            }
            assertThat(after.successors("other")).isEqualTo(Successors.NONE);
            assertThat(after.activity("other")).isEqualTo(ItemActivity.NONE);

            LiveSettings others = new LiveSettings(
                    LiveSettings.DEFAULT.successors(), LiveSettings.DEFAULT.successors(), 100, 3, 2, 0.7, 50);
            assertThat(model.past(others)).isSameAs(PastCounts.NONE);
        }
    }

    @Test
    void isRefusedWithCountsOfUnknownItems() throws IOException {
        Path file = bundle.resolve(BundleFiles.RETRIEVAL);
        Map<String, Tensor> tensors = SafetensorsFile.read(file);
        requireNonNull(tensors.get("counts.successor_rows")).values()[0] = 9;
        Files.delete(file);
        SafetensorsFile.write(file, List.copyOf(tensors.values()));
        Path manifest = bundle.resolve(BundleFiles.MANIFEST);
        Manifest.of(bundle, Manifest.read(manifest).hashes().keySet()).write(manifest);

        assertThatThrownBy(() -> new ModelLoader(DeviceChoice.CPU).load(bundle, ""))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("counts.successor_rows has 9.0, but must have rows within [0, 9)");
    }

    @Test
    void isRefusedWhereTheRankerReadsOtherFeatures() throws IOException {
        replace(BundleFiles.CARD, "in_session_and_gap", "in_session_and_weather");

        assertThatThrownBy(() -> new ModelLoader(DeviceChoice.CPU).load(bundle, ""))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("in_session_and_weather")
                .hasMessageContaining("train the model anew");
    }

    @Test
    void isRefusedWithoutTheFileThatTheCardPromises() throws IOException {
        Files.delete(bundle.resolve(BundleFiles.RETRIEVAL));

        assertThatThrownBy(() -> new ModelLoader(DeviceChoice.CPU).load(bundle, ""))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining(BundleFiles.RETRIEVAL);
    }

    private void replace(String name, String part, String replacement) throws IOException {
        Path file = bundle.resolve(name);
        Files.writeString(file, Files.readString(file).replace(part, replacement));
        Path manifest = bundle.resolve(BundleFiles.MANIFEST);
        Manifest.of(bundle, Manifest.read(manifest).hashes().keySet()).write(manifest);
    }

    private static TrainedRecommender train() {
        List<UserSession> sessions = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            sessions.add(new UserSession("u" + i, "s" + i, session(i * 1_000_000L, i % 9, (i + 1) % 9, i % 9)));
        }
        GruSettings gru = GruSettings.DEFAULT
                .withHiddenSize(6)
                .withEpochs(2)
                .withBatches(new GruSettings.Batches(BatchKind.WHOLE_SESSIONS, 16, 20, 8, 0.5));
        RecommenderSettings settings = RecommenderSettings.DEFAULT
                .withGru(gru)
                .withTraining(new RankTrainingSettings(0.5, 4, 2, 16, 0.01, 0, 1_000, 1, 1));
        return new RecommenderTrainer(settings, DeviceChoice.CPU)
                .train(new TrainingSet(sessions, ItemCatalogue.EMPTY, true), 1, new Recorder());
    }

    private static final class Recorder implements TrainingListener {
        @Override
        public void onPass(String pass) {
            HEARD.add(pass);
        }

        @Override
        public void onProgress(TrainingProgress progress) {
            if (progress.isEndOfEpoch()) {
                HEARD.add("epoch " + progress.epoch());
            }
        }
    }

    private static SessionTail session(long startMs, int... items) {
        List<SessionEvent> events = new ArrayList<>();
        for (int item : items) {
            events.add(new SessionEvent(
                    "item" + item, InteractionType.VIEW, 1_600_000_000_000L + startMs + events.size() * 1_000L));
        }
        return new SessionTail(events, ContextFeatures.NO_PRECEDING);
    }
}
