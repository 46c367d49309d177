package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.delta.DeltaFile;
import io.segue.models.delta.TableRows;
import io.segue.models.delta.WeightsDelta;
import io.segue.models.device.DeviceChoice;
import io.segue.models.proposal.ScoredItem;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.Scorer;
import io.segue.models.tensor.SafetensorsFile;
import io.segue.models.tensor.Tensor;
import io.segue.models.training.TrainingSet;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.session.SessionTail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a learner publishes, and those who apply it. */
class GruDeltaTest {
    private static final GruLearnerSettings LEARNING = new GruLearnerSettings(4, 2, 0.1, 0.1, 0.1, 8, 1_000, 100);
    private static final ItemCatalogue CATALOGUE = new ItemCatalogue(Map.of(
            "a", new ItemContent("tea", "", 0, ""),
            "b", new ItemContent("coffee", "", 0, ""),
            "c", new ItemContent("tea", "", 0, ""),
            "new", new ItemContent("coffee", "", 0, ""),
            "newer", new ItemContent("tea", "", 0, "")));
    private static final TrainedGru START = train();

    @TempDir
    Path folder;

    private final GruLearner learner =
            new GruLearner(START, new TrainingSet(List.of(), CATALOGUE, true), LEARNING, DeviceChoice.CPU);

    @AfterEach
    void close() {
        learner.close();
    }

    private static TrainedGru train() {
        List<SessionTail> sessions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sessions.add(Fixtures.views(i, "a", "b", "c", "d", "e"));
            sessions.add(Fixtures.views(i, "b", "c", "a"));
        }
        GruSettings settings =
                GruSettings.DEFAULT.withHiddenSize(8).withEpochs(3).withVocabulary(new GruSettings.Vocabulary(1, 3));
        return new GruTrainer(settings, DeviceChoice.CPU)
                .train(Fixtures.ofStrangers(sessions), CATALOGUE, TrainingListener.NONE);
    }

    private static void learn(GruLearner learner, String name, String... itemIds) {
        for (int session = 0; session < 3; session++) {
            for (int events = 1; events <= itemIds.length; events++) {
                learner.observe(
                        name + session,
                        Fixtures.views(
                                session, List.of(itemIds).subList(0, events).toArray(new String[0])));
                if (learner.isDue()) {
                    learner.learn();
                }
            }
        }
    }

    private static List<ScoredItem> list(NextItemModel opened) {
        try (opened;
                Scorer scorer = opened.newScorer()) {
            SessionTail session = Fixtures.views(0, "a", "new", "unknown", "b");
            return scorer.recommend(List.of(ModelRequest.replay(session, "b")), 20)
                    .get(0)
                    .items();
        }
    }

    private void assertSame(GruState patched) {
        List<ScoredItem> expected = list(learner.open("now"));
        assertThat(list(patched.open("patched", DeviceChoice.CPU))).isEqualTo(expected);
    }

    private WeightsDelta published(boolean cumulative) throws IOException {
        WeightsDelta delta = learner.delta(cumulative);
        Path file = folder.resolve(delta.head().number() + ".delta");
        return DeltaFile.read(file, DeltaFile.write(file, delta));
    }

    private static GruState bundle() {
        return START.learnerStart().bundle();
    }

    @Test
    void makesOfTheBundleWhatTheLearnerIs() throws IOException {
        learn(learner, "s", "a", "c", "b", "unknown");
        List<ScoredItem> before = list(bundle().open("before", DeviceChoice.CPU));

        GruState patched = bundle().patched(published(false));

        assertSame(patched);
        assertThat(list(patched.open("after", DeviceChoice.CPU))).isNotEqualTo(before);
        assertThat(list(bundle().open("before", DeviceChoice.CPU)))
                .as("the bundle stays what it is")
                .isEqualTo(before);
    }

    @Test
    void leadsOnFromDeltaToDeltaWithNewItems() throws IOException {
        learn(learner, "s", "a", "b");
        GruState patched = bundle().patched(published(false));
        learn(learner, "t", "a", "new", "b", "unseen");
        patched = patched.patched(published(false));
        assertSame(patched);
        learn(learner, "u", "unseen", "newer", "new");
        WeightsDelta third = published(false);
        patched = patched.patched(third);

        assertSame(patched);
        assertThat(third.head()).isEqualTo(new WeightsDelta.Head("unreleased", 3, 2, 60_002));
        assertThat(third.items().vocabulary().itemIds()).containsExactly("newer");
        assertThat(third.items().catalogue().items()).containsOnlyKeys("newer");
        assertThat(patched.known().vocabulary().itemIds()).contains("new", "unseen", "newer");
    }

    @Test
    void comesToTheSameByOneDeltaThatHoldsAll() throws IOException {
        learn(learner, "s", "a", "new", "b");
        WeightsDelta first = published(false);
        learn(learner, "t", "c", "newer", "d");
        WeightsDelta all = published(true);

        assertThat(all.head().from()).isZero();
        assertSame(bundle().patched(all));
        assertSame(bundle().patched(first).patched(all));
    }

    @Test
    void holdsNothingThatDidNotMove() {
        learn(learner, "s", "a", "new", "b");
        learner.delta(false);

        WeightsDelta idle = learner.delta(false);

        assertThat(idle.tables()).isEmpty();
        assertThat(idle.items().vocabulary().itemIds()).isEmpty();
    }

    @Test
    void goesOnAfterARestartFromWhatWasPublished() throws IOException {
        learn(learner, "s", "a", "new", "b");
        WeightsDelta first = published(true);
        learn(learner, "t", "c", "newer", "d");
        WeightsDelta second = published(false);
        Path file = folder.resolve("sums");
        String sha256 = learner.writeSums(file);
        Map<String, Tensor> sums = SafetensorsFile.read(file);
        LearnerStart start = new LearnerStart("unreleased", START.settings(), bundle(), sums, List.of(first, second));

        try (GruLearner again = new GruLearner(start, CATALOGUE, LEARNING, DeviceChoice.CPU)) {
            assertThat(list(again.open("again"))).isEqualTo(list(learner.open("before")));
            assertThat(again.writeSums(folder.resolve("again"))).isEqualTo(sha256);
            assertThat(again.deltaNumber()).isEqualTo(2);
            learn(again, "u", "newest", "e");
            WeightsDelta third = again.delta(true);
            assertThat(third.head().number()).isEqualTo(3);
            assertThat(list(bundle().patched(third).open("third", DeviceChoice.CPU)))
                    .as("it knows what moved before the restart")
                    .isEqualTo(list(again.open("again")));
        }
    }

    @Test
    void makesRoomInSumsOfFewerItems() throws IOException {
        learn(learner, "s", "a", "new", "b");
        WeightsDelta first = published(false);
        LearnerStart start = new LearnerStart(
                "unreleased", START.settings(), bundle(), START.learnerStart().sums(), List.of(first));

        try (GruLearner again = new GruLearner(start, CATALOGUE, LEARNING, DeviceChoice.CPU)) {
            learn(again, "t", "new", "a");
            assertThat(list(again.open("again"))).isNotEmpty();
        }
    }

    @Test
    void isRefusedOverAGap() {
        learn(learner, "s", "a", "b");
        learner.delta(false);
        learn(learner, "t", "a", "new");
        WeightsDelta second = learner.delta(false);

        assertThatThrownBy(() -> new LearnerStart("unreleased", START.settings(), bundle(), Map.of(), List.of(second)))
                .hasMessage("delta 2 from 1 of version unreleased does not apply to state 0 of version unreleased");
        learn(learner, "u", "newer", "a");
        WeightsDelta third = learner.delta(false);
        assertThatThrownBy(() -> bundle().patched(third))
                .hasMessageContaining("the delta goes from 6 items to 7, but the weights have 5");
    }

    @Test
    void isRefusedOfAnotherNetwork() {
        learn(learner, "s", "a", "new", "b");
        WeightsDelta delta = learner.delta(false);
        Tensor narrow = Tensor.zeros(GruShape.ITEMS, 1, 4);
        Tensor deep = Tensor.zeros(GruShape.ITEM_BIAS, 1);
        List<TableRows> wide = List.of(new TableRows(new int[] {0}, narrow));
        List<TableRows> far = List.of(new TableRows(new int[] {6}, deep));

        assertThatThrownBy(() -> bundle().patched(new WeightsDelta(delta.head(), delta.items(), wide, delta.dense())))
                .hasMessageContaining("table items has values of shape [1, 4] up to row 0");
        assertThatThrownBy(() -> bundle().patched(new WeightsDelta(delta.head(), delta.items(), far, delta.dense())))
                .hasMessageContaining("up to row 6, but the weights have a table of shape [6]");
        assertThatThrownBy(() -> bundle().patched(new WeightsDelta(
                        delta.head(),
                        delta.items(),
                        delta.tables(),
                        delta.dense().subList(1, delta.dense().size()))))
                .hasMessageContaining("the delta lacks the tensors [input_gates]");
    }
}
