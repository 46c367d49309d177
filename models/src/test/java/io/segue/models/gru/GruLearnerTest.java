package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segue.models.device.DeviceChoice;
import io.segue.models.proposal.ScoredItem;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.Scorer;
import io.segue.models.training.TrainingSet;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import io.segue.state.settings.InvalidOptionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GruLearnerTest {
    private static final GruLearnerSettings LEARNING = new GruLearnerSettings(4, 2, 0.1, 0, 0, 64, 1_000, 100);
    private static final GruSettings SETTINGS =
            GruSettings.DEFAULT.withHiddenSize(16).withEpochs(30);

    private static TrainedGru trained(GruSettings settings, ItemCatalogue catalogue) {
        List<SessionTail> sessions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sessions.add(Fixtures.views(i, "a", "b"));
            sessions.add(Fixtures.views(i, "b", "c"));
            sessions.add(Fixtures.views(i, "c", "a"));
        }
        return new GruTrainer(settings, DeviceChoice.CPU)
                .train(Fixtures.ofStrangers(sessions), catalogue, TrainingListener.NONE);
    }

    private static TrainingSet nothing(ItemCatalogue catalogue) {
        return new TrainingSet(List.of(), catalogue, true);
    }

    private static GruLearner learner(ItemCatalogue catalogue) {
        return new GruLearner(trained(SETTINGS, catalogue), nothing(catalogue), LEARNING, DeviceChoice.CPU);
    }

    private static List<ScoredItem> list(GruLearner learner, SessionTail session) {
        try (NextItemModel model = learner.open("now");
                Scorer scorer = model.newScorer()) {
            return scorer.recommend(
                            List.of(ModelRequest.replay(
                                    session, session.newest().itemId())),
                            10)
                    .get(0)
                    .items();
        }
    }

    private static void assertScores(List<ScoredItem> list, List<ScoredItem> expected) {
        Map<String, Float> scores = list.stream().collect(Collectors.toMap(ScoredItem::itemId, ScoredItem::score));
        for (ScoredItem item : expected) {
            assertThat(scores.get(item.itemId())).as(item.itemId()).isCloseTo(item.score(), within(1e-4f));
        }
    }

    private static String best(GruLearner learner, String itemId) {
        return list(learner, Fixtures.views(0, itemId)).get(0).itemId();
    }

    private static void observe(GruLearner learner, String sessionId, String... itemIds) {
        for (int events = 1; events <= itemIds.length; events++) {
            learner.observe(
                    sessionId,
                    Fixtures.views(0, List.of(itemIds).subList(0, events).toArray(new String[0])));
            if (learner.isDue()) {
                learner.learn();
            }
        }
    }

    @Test
    void learnsWhatComesNowAfterAnItem() {
        try (GruLearner learner = learner(ItemCatalogue.EMPTY)) {
            assertThat(best(learner, "a")).isEqualTo("b");
            for (int i = 0; i < 100; i++) {
                observe(learner, "s" + i, "a", "c");
            }
            assertThat(best(learner, "a")).isEqualTo("c");
        }
    }

    @Test
    void takesItsStepsBetweenThoseOfATraining() {
        try (GruLearner learner = learner(ItemCatalogue.EMPTY)) {
            int items = learner.vocabulary().size();
            List<UserSession> sessions = Fixtures.ofStrangers(List.of(Fixtures.views(0, "a", "b")));
            new GruTrainer(SETTINGS.withEpochs(1), DeviceChoice.CPU)
                    .train(
                            sessions,
                            ItemCatalogue.EMPTY,
                            progress -> CompletableFuture.runAsync(
                                            () -> observe(learner, "s", "new", "newer", "newest", "a", "b", "c"))
                                    .orTimeout(1, TimeUnit.MINUTES)
                                    .join());
            assertThat(learner.vocabulary().size()).isGreaterThan(items);
        }
    }

    @Test
    void learnsItemsThatNobodyHadSeen() {
        try (GruLearner learner = learner(ItemCatalogue.EMPTY)) {
            for (int i = 0; i < 100; i++) {
                observe(learner, "s" + i, "new", "newer", "newest");
            }
            assertThat(learner.vocabulary().itemIds()).contains("a", "b", "c", "new", "newer", "newest");
            assertThat(best(learner, "new")).isEqualTo("newer");
            assertThat(best(learner, "newer")).isEqualTo("newest");
        }
    }

    @Test
    void takesNoStepBeforeEnoughCame() {
        try (GruLearner learner = learner(ItemCatalogue.EMPTY)) {
            learner.observe("s1", Fixtures.views(0, "a"));
            learner.observe("s1", Fixtures.views(0, "a", "a"));
            learner.observe("s1", Fixtures.views(0, "a", "a", "b"));
            learner.observe("s2", Fixtures.views(0, "a", "b"));
            learner.observe("s3", Fixtures.views(0, "a", "b"));
            assertThat(learner.isDue()).as("a repeat is no change").isFalse();
            learner.observe("s4", Fixtures.views(0, "a", "b"));
            assertThat(learner.isDue()).isTrue();
            learner.learn();
            assertThat(learner.isDue()).isFalse();
        }
    }

    @Test
    void leavesTheModelThatItStartedFromAsItIs() {
        TrainedGru start = trained(SETTINGS, ItemCatalogue.EMPTY);
        GruWeights before = start.weights().copy();
        try (GruLearner learner = new GruLearner(start, nothing(ItemCatalogue.EMPTY), LEARNING, DeviceChoice.CPU);
                NextItemModel opened = learner.open("before")) {
            for (int i = 0; i < 20; i++) {
                observe(learner, "s" + i, "a", "new", "c");
            }
            before.tensors()
                    .forEach(tensor -> assertThat(start.weights().values(tensor.name()))
                            .as(tensor.name())
                            .containsExactly(tensor.values()));
            assertThat(opened.itemsCount()).isEqualTo(3);
        }
    }

    @Test
    void startsAnItemAsItsContent() {
        ItemCatalogue catalogue = new ItemCatalogue(Map.of(
                "a", new ItemContent("tea", "", 0, ""),
                "b", new ItemContent("coffee", "", 0, ""),
                "c", new ItemContent("tea", "", 0, ""),
                "new", new ItemContent("coffee", "", 0, "")));
        TrainedGru start = trained(SETTINGS, catalogue);
        try (GruLearner learner = new GruLearner(start, nothing(catalogue), LEARNING, DeviceChoice.CPU);
                NextItemModel announced = learner.open("before");
                Scorer scorer = announced.newScorer()) {
            scorer.setContent("new", catalogue.of("new"));
            SessionTail session = Fixtures.views(0, "a");
            List<ScoredItem> before = scorer.recommend(List.of(ModelRequest.replay(session, "a")), 10)
                    .get(0)
                    .items();

            learner.observe("s1", Fixtures.views(0, "new"));
            learner.learn();

            assertThat(learner.vocabulary().contains("new")).isTrue();
            assertScores(list(learner, session), before);
        }
    }

    @Test
    void startsAnItemThatWasAnnouncedMeanwhileAsItsContent() {
        ItemContent coffee = new ItemContent("coffee", "", 0, "");
        ItemCatalogue catalogue = new ItemCatalogue(Map.of("a", new ItemContent("tea", "", 0, ""), "b", coffee));
        try (GruLearner learner = learner(catalogue)) {
            learner.announce("new", coffee);
            learner.announce("new", ItemContent.UNKNOWN); // withdrawn
            observe(learner, "s", "new", "a", "b", "c", "a");

            assertThat(learner.delta(true).items().catalogue().of("new")).isEqualTo(coffee);
        }
    }

    @Test
    void publishesNoWeightThatIsNoNumber() {
        TrainedGru start = trained(SETTINGS, ItemCatalogue.EMPTY);
        start.weights().values(GruShape.HIDDEN_BIAS)[0] = Float.POSITIVE_INFINITY;
        try (GruLearner learner = new GruLearner(start, nothing(ItemCatalogue.EMPTY), LEARNING, DeviceChoice.CPU)) {
            assertThatThrownBy(() -> learner.delta(true))
                    .isInstanceOf(TrainingDivergedException.class)
                    .hasMessageContaining("tensor hidden_bias");
        }
    }

    @Test
    void readsUnknownItemsAsBeforeWhenItsTablesGrow() {
        try (GruLearner learner = learner(ItemCatalogue.EMPTY)) {
            SessionTail session = Fixtures.views(0, "unknown");
            List<ScoredItem> before = list(learner, session);

            learner.observe("s1", Fixtures.views(0, "new"));
            learner.learn();

            List<ScoredItem> after = list(learner, session);
            assertThat(after).extracting(ScoredItem::itemId).contains("new");
            assertScores(after, before);
        }
    }

    @Test
    void refusesANetworkWithAMemory() {
        TrainedGru start = trained(SETTINGS.withNetwork(SETTINGS.network().withMemory(true)), ItemCatalogue.EMPTY);

        assertThatThrownBy(() -> new GruLearner(start, nothing(ItemCatalogue.EMPTY), LEARNING, DeviceChoice.CPU))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("network.memory is true, but must be false for a model that goes on learning");
    }

    @Test
    void takesTheSameStepsFromTheSameEvents() {
        GruSettings settings = SETTINGS.withNetwork(SETTINGS.network().withDropout(0.3, 0.3));
        GruLearnerSettings dropping = new GruLearnerSettings(4, 2, 0.1, 0.3, 0.3, 2, 1_000, 100);
        List<List<ScoredItem>> lists = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            try (GruLearner learner = new GruLearner(
                    trained(settings, ItemCatalogue.EMPTY), nothing(ItemCatalogue.EMPTY), dropping, DeviceChoice.CPU)) {
                for (int i = 0; i < 20; i++) {
                    observe(learner, "s" + i, "a", "new", "c");
                }
                lists.add(list(learner, Fixtures.views(0, "a")));
            }
        }
        assertThat(lists.get(0)).isEqualTo(lists.get(1));
    }

    @Test
    void isToBeReleasedAfterSomeSteps() {
        try (GruLearner learner = learner(ItemCatalogue.EMPTY);
                NextItemModel first = learner.open("first")) {
            observe(learner, "s1", "a", "b", "c", "a", "b");
            assertThat(learner.isReleaseDue())
                    .as("%s and 1 step", first.version())
                    .isFalse();
            observe(learner, "s2", "a", "b", "c", "a", "b");
            assertThat(learner.isReleaseDue()).isTrue();
            learner.open("second").close();
            assertThat(learner.isReleaseDue()).isFalse();
        }
    }

    @Test
    void givesNoMoreRowsThanItMay() {
        GruLearnerSettings small = new GruLearnerSettings(4, 2, 0.1, 0, 0, 64, 1_000, 4);
        try (GruLearner learner = new GruLearner(
                trained(SETTINGS, ItemCatalogue.EMPTY), nothing(ItemCatalogue.EMPTY), small, DeviceChoice.CPU)) {
            for (int i = 0; i < 10; i++) {
                observe(learner, "s" + i, "new-" + i, "a", "b");
            }
            assertThat(learner.vocabulary().itemIds()).containsExactlyInAnyOrder("a", "b", "c", "new-0");
        }
    }

    @Test
    void keepsWhatItKnewOfItemsWhoseContentTheCatalogueLost() {
        ItemCatalogue before = new ItemCatalogue(Map.of(
                "a", new ItemContent("tea", "", 0, ""),
                "b", new ItemContent("coffee", "", 0, ""),
                "c", new ItemContent("tea", "", 0, "")));
        try (GruLearner learner =
                new GruLearner(trained(SETTINGS, before), nothing(ItemCatalogue.EMPTY), LEARNING, DeviceChoice.CPU)) {
            SessionTail session = Fixtures.views(0, "a");
            List<ScoredItem> list = list(learner, session);

            learner.observe("s1", Fixtures.views(0, "new"));
            learner.learn();

            assertScores(list(learner, session), list);
        }
    }
}
