package io.segue.models.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.delta.DeltaFile;
import io.segue.models.delta.HashedFile;
import io.segue.models.delta.WeightsDelta;
import io.segue.models.device.DeviceChoice;
import io.segue.models.format.BundleFiles;
import io.segue.models.format.ModelSummary;
import io.segue.models.gru.GruLearner;
import io.segue.models.gru.GruLearnerSettings;
import io.segue.models.gru.LearnerStart;
import io.segue.models.proposal.ScoredItem;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.Scorer;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A bundle that was learned on from, and the registry that shares the result. */
@Timeout(60)
class DeltasTest {
    private static final GruLearnerSettings LEARNING = new GruLearnerSettings(4, 2, 0.1, 0.1, 0.1, 8, 1_000, 100);
    private static final SessionTail SESSION = session(0, "item \"1\" ü", "new-1", "item \"4\" ü");

    @TempDir
    Path folder;

    private final ModelRegistry registry = new ModelRegistry();
    private ModelSummary summary;
    private GruLearner learner;

    @BeforeEach
    void write() throws Exception {
        summary = TestBundles.write(folder.resolve("bundle"), 1);
        learner = learner(LearnerLoader.load(summary.bundle(), summary.sha256()));
    }

    @AfterEach
    void close() {
        learner.close();
    }

    private static GruLearner learner(LearnerStart start) {
        return new GruLearner(start, ItemCatalogue.EMPTY, LEARNING, DeviceChoice.CPU);
    }

    private static SessionTail session(long startMs, String... itemIds) {
        List<SessionEvent> events = new ArrayList<>();
        for (String itemId : itemIds) {
            events.add(new SessionEvent(itemId, InteractionType.VIEW, startMs + events.size()));
        }
        return new SessionTail(events, ContextFeatures.NO_PRECEDING);
    }

    private HashedFile publish(boolean cumulative) throws IOException {
        int number = learner.deltaNumber() + 1;
        for (int i = 0; i < 4; i++) {
            learner.observe("user-" + i, session(i, "item \"3\" ü", "new-" + number));
        }
        learner.learn();
        WeightsDelta delta = learner.delta(cumulative);
        Path file = folder.resolve(number + ".delta");
        return new HashedFile(file, DeltaFile.write(file, delta));
    }

    private ModelLease base() throws Exception {
        return registry.acquire(summary.bundle().toString(), summary.sha256(), DeviceChoice.CPU)
                .get(30, TimeUnit.SECONDS);
    }

    private CompletableFuture<ModelLease> patch(ModelLease start, HashedFile... deltas) {
        return registry.patch(
                summary.bundle().toString(), summary.sha256(), DeviceChoice.CPU, start.model(), List.of(deltas));
    }

    private static List<ScoredItem> list(NextItemModel model) {
        try (Scorer scorer = model.newScorer()) {
            return scorer.recommend(List.of(ModelRequest.replay(SESSION, "")), 20)
                    .get(0)
                    .items();
        }
    }

    private List<ScoredItem> learned() {
        try (NextItemModel now = learner.open("now")) {
            return list(now);
        }
    }

    @Test
    void servesWhatTheLearnerIsWhateverStateItComesFrom() throws Exception {
        HashedFile first = publish(false);
        HashedFile second = publish(false);

        try (ModelLease bundle = base();
                ModelLease one = patch(bundle, first).get(30, TimeUnit.SECONDS);
                ModelLease two = patch(one, second).get(30, TimeUnit.SECONDS);
                ModelLease shared = patch(bundle, first, second).get(30, TimeUnit.SECONDS)) {
            assertThat(list(two.model())).isEqualTo(learned());
            assertThat(shared.model()).as("one copy for all subtasks").isSameAs(two.model());
            assertThat(two.model().version()).isEqualTo("v1");
            assertThat(two.model().knows("new-2")).isTrue();
            assertThat(two.model().itemsCount()).isEqualTo(TestBundles.ITEMS + 2);
            assertThat(bundle.model().knows("new-2")).isFalse();
            assertThat(registry.size()).isEqualTo(3);
        }
        assertThat(registry.size()).as("closed with the last lease").isZero();
    }

    @Test
    void closesAPatchedModelAndItsBundleInAnyOrder() throws Exception {
        HashedFile first = publish(false);
        ModelLease bundle = base();
        ModelLease patched = patch(bundle, first).get(30, TimeUnit.SECONDS);
        NextItemModel model = patched.model();

        bundle.close();
        assertThat(list(model)).isEqualTo(learned());
        patched.close();

        assertThatThrownBy(model::newScorer).hasMessage("model v1 is closed");
    }

    @Test
    void saysWhichDeltaIsRefused() throws Exception {
        HashedFile first = publish(false);
        HashedFile second = publish(false);
        HashedFile third = publish(false);
        try (ModelLease bundle = base()) {
            assertRefused(
                    patch(bundle, second),
                    second,
                    "2.delta: it is delta 2 from 1 of version v1, but the model is" + " state 0 of version v1");
            Files.delete(second.path());
            assertRefused(patch(bundle, first, second, third), second, "2.delta can't be read");
            assertThat(registry.size()).isEqualTo(1);
        }
    }

    @Test
    void goesOnFromAModelThatLearnedWithoutItsBundle() throws Exception {
        HashedFile first = publish(false);
        HashedFile second = publish(false);
        try (ModelLease bundle = base();
                ModelLease one = patch(bundle, first).get(30, TimeUnit.SECONDS)) {
            Files.delete(summary.bundle().resolve(BundleFiles.WEIGHTS));
            try (ModelLease two = patch(one, second).get(30, TimeUnit.SECONDS)) {
                assertThat(list(two.model())).isEqualTo(learned());
            }
            assertThatThrownBy(() -> patch(bundle, first, second).get(30, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(ModelRefusedException.class)
                    .hasMessageContaining("weights.safetensors is missing");
        }
    }

    private static void assertRefused(CompletableFuture<ModelLease> lease, HashedFile delta, String message) {
        assertThatThrownBy(lease::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        DeltaRefusedException.class,
                        refused -> assertThat(refused.sha256()).isEqualTo(delta.sha256()))
                .hasMessageContaining(message);
    }

    @Test
    void startsALearnerAgainWhereItWas() throws Exception {
        HashedFile all = publish(true);
        Path file = folder.resolve("sums");
        HashedFile sums = new HashedFile(file, learner.writeSums(file));
        HashedFile more = publish(false);

        LearnerStart start =
                LearnerLoader.load(summary.bundle(), summary.sha256(), List.of(all, more), Optional.of(sums));

        try (GruLearner again = learner(start);
                NextItemModel opened = again.open("again")) {
            assertThat(list(opened)).isEqualTo(learned());
            assertThat(again.deltaNumber()).isEqualTo(2);
        }
    }

    @Test
    void startsALearnerOfABundleWithoutSums() throws Exception {
        Files.delete(summary.bundle().resolve(BundleFiles.OPTIMIZER));
        TestBundles.sign(summary.bundle());

        try (GruLearner anew = learner(LearnerLoader.load(summary.bundle(), ""));
                NextItemModel opened = anew.open("anew")) {
            assertThat(list(opened)).isEqualTo(learned());
        }
    }

    @Test
    void refusesSumsThatChangedOnTheWay() throws IOException {
        Path file = folder.resolve("sums");
        HashedFile other = new HashedFile(file, learner.writeSums(file).replace('a', 'b'));

        assertThatThrownBy(() -> LearnerLoader.load(summary.bundle(), summary.sha256(), List.of(), Optional.of(other)))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("sums " + file + " can't be read")
                .hasMessageContaining("its SHA-256 is");
    }
}
