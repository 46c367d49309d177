package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.segue.models.device.DeviceChoice;
import io.segue.models.device.TorchEngine;
import io.segue.models.proposal.ScoredItem;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.Scorer;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.item.ItemVector;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import io.segue.state.settings.InvalidOptionException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GruTrainerTest {
    private static final GruSettings SMALL = GruSettings.PLAIN
            .withNetwork(GruSettings.PLAIN
                    .network()
                    .withHiddenSize(16)
                    .withDropout(0, 0)
                    .withContext(EnumSet.of(ContextInput.TYPE), ContextFusion.ADDED))
            .withVocabulary(new GruSettings.Vocabulary(1, 2))
            .withBatches(batches(2_048))
            .withOptimizer(new GruSettings.Optimizer(20, 0.1, 1, 0, 1));

    private static GruSettings.Batches batches(int negatives) {
        return new GruSettings.Batches(BatchKind.WHOLE_SESSIONS, 8, 20, negatives, 0.5);
    }

    private static GruSettings withDropout(GruSettings settings, double share) {
        return settings.withNetwork(settings.network().withDropout(share, share));
    }

    private static TrainedGru train(GruSettings settings, List<SessionTail> sessions) {
        return train(settings, sessions, ItemCatalogue.EMPTY);
    }

    private static TrainedGru train(GruSettings settings, List<SessionTail> sessions, ItemCatalogue catalogue) {
        return new GruTrainer(settings, DeviceChoice.CPU)
                .train(Fixtures.ofStrangers(sessions), catalogue, TrainingListener.NONE);
    }

    /** Every fourth item of the circle is of one kind. */
    private static final ItemCatalogue CATALOGUE = new ItemCatalogue(IntStream.range(0, 12)
            .boxed()
            .collect(Collectors.toMap(i -> "item-" + i, i -> new ItemContent("kind-" + i % 4, "", 0, ""))));

    /** Share of changes of item whose next item comes first, the item just seen excluded. */
    private static double recallAt1(TrainedGru trained, List<SessionTail> sessions) {
        int hits = 0;
        int positions = 0;
        try (NextItemModel model = trained.open("v1", DeviceChoice.CPU);
                Scorer scorer = model.newScorer()) {
            for (SessionTail session : sessions) {
                List<SessionEvent> events = session.events();
                for (int i = 1; i < events.size(); i++) {
                    SessionTail seen = new SessionTail(events.subList(0, i), session.precedingTimestampMs());
                    ModelRequest request =
                            ModelRequest.replay(seen, seen.newest().itemId());
                    String best = scorer.recommend(List.of(request), 1)
                            .get(0)
                            .items()
                            .get(0)
                            .itemId();
                    hits += best.equals(events.get(i).itemId()) ? 1 : 0;
                    positions++;
                }
            }
        }
        return hits / (double) positions;
    }

    @Test
    void learnsWhichItemFollows() {
        List<SessionTail> sessions = Fixtures.circle(12, 96);

        assertThat(recallAt1(train(SMALL, sessions), sessions)).isEqualTo(1);
    }

    @Test
    void learnsWithSampledNegativesAndDropoutToo() {
        List<SessionTail> sessions = Fixtures.circle(12, 96);
        GruSettings settings = withDropout(SMALL.withBatches(batches(4)), 0.2);

        assertThat(recallAt1(train(settings, sessions), sessions)).isEqualTo(1);
    }

    @Test
    void learnsWhatOnlyTheTypeOfTheEventDecides() {
        List<SessionTail> sessions = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            InteractionType type = InteractionType.ofOrdinal(i % InteractionType.count());
            String item = "item-" + i / InteractionType.count() % 4;
            sessions.add(Fixtures.session(i * 1_000_000L, type, item, InteractionType.VIEW, item + "-after-" + type));
        }

        assertThat(recallAt1(train(SMALL, sessions), sessions)).isEqualTo(1);
    }

    @Test
    void learnsWhatLiesSeveralStepsBack() {
        List<SessionTail> sessions = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            sessions.add(Fixtures.views(i * 1_000_000L, "from-" + i % 4, "hall", "stairs", "to-" + i % 4));
        }

        assertThat(recallAt1(train(SMALL, sessions), sessions)).isEqualTo(1);
    }

    @Test
    void learnsWhatOnlyTheUsersSessionBeforeTells() {
        List<UserSession> sessions = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String user = "user-" + i;
            sessions.add(new UserSession(user, "first", Fixtures.views(i * 1_000_000L, "hello", "from-" + i % 4)));
            sessions.add(new UserSession(
                    user, "second", Fixtures.views((i + 100) * 1_000_000L, "hall", "stairs", "hall", "to-" + i % 4)));
        }
        GruSettings settings =
                SMALL.withNetwork(SMALL.network().withMemory(true)).withEpochs(40);
        TrainedGru trained =
                new GruTrainer(settings, DeviceChoice.CPU).train(sessions, ItemCatalogue.EMPTY, TrainingListener.NONE);

        try (NextItemModel model = trained.open("v1", DeviceChoice.CPU);
                Scorer scorer = model.newScorer()) {
            assertThat(model.hasMemory()).isTrue();
            SessionTail later = Fixtures.views(9_000_000_000L, "hall", "stairs", "hall");
            for (int kind = 0; kind < 4; kind++) {
                SessionTail first = Fixtures.views(0, "hello", "from-" + kind);
                float[] memory = scorer.recommend(List.of(ModelRequest.replay(first, "")), 1)
                        .get(0)
                        .hidden();
                assertThat(scorer.recommend(List.of(ModelRequest.replay(memory, later, "hall")), 1)
                                .get(0)
                                .items()
                                .get(0)
                                .itemId())
                        .isEqualTo("to-" + kind);
            }
        }
    }

    @Test
    void learnsInLanesToo() {
        List<SessionTail> sessions = new ArrayList<>(Fixtures.circle(12, 96));
        sessions.add(Fixtures.views(0, "item-1", "item-1", "item-2"));
        GruSettings lanes = SMALL.withBatches(new GruSettings.Batches(BatchKind.SESSION_PARALLEL, 8, 20, 2_048, 0.5))
                .withOptimizer(new GruSettings.Optimizer(20, 0.1, 1, 0.2, 1));

        assertThat(recallAt1(train(lanes, sessions), Fixtures.circle(12, 96))).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(LossFunction.class)
    void learnsWithEveryLoss(LossFunction function) {
        List<SessionTail> sessions = Fixtures.circle(12, 96);
        GruSettings settings = SMALL.withEpochs(30).withLoss(new GruSettings.Loss(function, 1, 0.1));

        assertThat(recallAt1(train(settings, sessions), sessions)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(ItemEmbedding.class)
    void learnsWhateverAnItemIsAsInput(ItemEmbedding embedding) {
        List<SessionTail> sessions = Fixtures.circle(12, 96);
        GruSettings settings = SMALL.withNetwork(SMALL.network().withEmbedding(embedding));

        assertThat(recallAt1(train(settings, sessions), sessions)).isEqualTo(1);
    }

    @Test
    void averagesTheWeightsOfItsLastEpochs() {
        List<SessionTail> sessions = Fixtures.circle(12, 20);
        float[] afterTwo = train(SMALL.withEpochs(2), sessions).weights().values(GruShape.ITEM_BIAS);
        float[] afterThree = train(SMALL.withEpochs(3), sessions).weights().values(GruShape.ITEM_BIAS);

        float[] mean = train(SMALL.withOptimizer(new GruSettings.Optimizer(3, 0.1, 1, 0, 2)), sessions)
                .weights()
                .values(GruShape.ITEM_BIAS);

        for (int i = 0; i < mean.length; i++) {
            assertThat(mean[i]).isCloseTo((afterTwo[i] + afterThree[i]) / 2, within(1e-6f));
        }
    }

    @Test
    void learnsToComeBackToItsOwnItems() {
        // The item that comes back is another in every session: only its place in the session tells.
        List<SessionTail> sessions = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 400; i++) {
            String first = "item-" + random.nextInt(60);
            sessions.add(Fixtures.views(i * 1_000_000L, first, "hall", first));
        }
        GruSettings copying = SMALL.withEpochs(4).withCopy(new GruSettings.Copy(4, 0.25));

        double share = recallAt1(train(copying, sessions), sessions);

        assertThat(share).isEqualTo(1);
    }

    @Test
    void ranksAnItemThatNobodyHasSeenByItsContent() {
        // After an item of a kind comes one of the next kind, and which one is chance.
        List<SessionTail> sessions = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 300; i++) {
            int kind = random.nextInt(4);
            sessions.add(Fixtures.views(
                    i * 1_000_000L,
                    "item-" + (kind + 4 * random.nextInt(3)),
                    "item-" + ((kind + 1) % 4 + 4 * random.nextInt(3))));
        }
        TrainedGru trained = train(SMALL.withContent(new GruSettings.Content(1, 2, 0.3)), sessions, CATALOGUE);

        try (NextItemModel model = trained.open("v1", DeviceChoice.CPU);
                Scorer scorer = model.newScorer()) {
            scorer.setContent("new-2", new ItemContent("kind-2", "", 0, ""));
            scorer.setContent("new-0", new ItemContent("kind-0", "", 0, ""));
            SessionTail afterKind1 = Fixtures.views(0, "item-5");
            SessionTail afterNew2 = Fixtures.views(0, "new-2");

            assertThat(best(scorer, afterKind1, 4)).containsExactlyInAnyOrder("item-2", "item-6", "item-10", "new-2");
            assertThat(best(scorer, afterNew2, 3)).containsExactlyInAnyOrder("item-3", "item-7", "item-11");
        }
    }

    @Test
    void ranksAnItemThatNobodyHasSeenByItsVectorWhereThatAloneTellsKindsApart() {
        SplittableRandom random = new SplittableRandom(4);
        Map<String, ItemContent> items = new HashMap<>();
        IntStream.range(0, 40).forEach(i -> items.put("item-" + i, ofKind(i % 4, random)));
        items.put("item-0", items.get("item-0").withVector(ItemVector.of(1, 2, 3)));
        List<SessionTail> sessions = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int kind = random.nextInt(4);
            sessions.add(Fixtures.views(
                    i * 1_000_000L,
                    "item-" + (kind + 4 * random.nextInt(10)),
                    "item-" + ((kind + 1) % 4 + 4 * random.nextInt(10))));
        }
        TrainedGru trained =
                train(SMALL.withContent(new GruSettings.Content(1, 2, 0.3)), sessions, new ItemCatalogue(items));

        assertThat(trained.log().vectorsIgnored()).isOne();
        try (NextItemModel model = trained.open("v1", DeviceChoice.CPU);
                Scorer scorer = model.newScorer()) {
            assertThat(model.ignoresVectorOf(new ItemCatalogue(items).of("item-1")))
                    .isFalse();
            assertThat(model.ignoresVectorOf(ItemContent.UNKNOWN.withVector(ItemVector.of(1, 2, 3))))
                    .isTrue();
            for (int kind = 0; kind < 4; kind++) {
                scorer.setContent("new-" + kind, ofKind(kind, random));
            }
            scorer.setContent("another model's", ItemContent.UNKNOWN.withVector(ItemVector.of(1, 2, 3)));
            for (int kind = 0; kind < 4; kind++) {
                int next = (kind + 1) % 4;
                List<String> afterKnown = best(scorer, Fixtures.views(0, "item-" + (kind + 4)), 44);
                assertThat(afterKnown.subList(0, 11)).contains("new-" + next);
                assertThat(afterKnown).hasSize(43).doesNotContain("another model's");
                assertThat(best(scorer, Fixtures.views(0, "new-" + kind), 8))
                        .allMatch(itemId -> itemId.equals("new-" + next)
                                || Integer.parseInt(itemId.substring("item-".length())) % 4 == next);
            }
        }
    }

    private static final int VECTOR_LENGTH = 16;

    /** Of all that is said of an item only the vector says of which kind it is, and not by any single value. */
    private static ItemContent ofKind(int kind, SplittableRandom random) {
        float[] vector = new float[VECTOR_LENGTH];
        SplittableRandom centre = new SplittableRandom(kind);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (centre.nextDouble(-1, 1) + 0.5 * random.nextDouble(-1, 1));
        }
        return new ItemContent("things", "", 1 + random.nextInt(9), "", ItemVector.of(vector));
    }

    private static List<String> best(Scorer scorer, SessionTail session, int count) {
        ModelRequest request = ModelRequest.replay(session, session.newest().itemId());
        return scorer.recommend(List.of(request), count).get(0).items().stream()
                .map(ScoredItem::itemId)
                .toList();
    }

    @Test
    void givesTheSameWeightsForTheSameSeed() {
        List<SessionTail> sessions = Fixtures.circle(12, 40);
        GruSettings settings = withDropout(SMALL.withEpochs(2).withBatches(batches(5)), 0.3)
                .withContent(new GruSettings.Content(1, 2, 0.2))
                .withCopy(new GruSettings.Copy(3, 0.5));

        TrainedGru first = train(settings, sessions, CATALOGUE);
        TrainedGru second = train(settings, sessions, CATALOGUE);
        TrainedGru other = train(settings.withSeed(43), sessions, CATALOGUE);

        for (int i = 0; i < first.weights().tensors().size(); i++) {
            float[] values = first.weights().tensors().get(i).values();
            assertThat(second.weights().tensors().get(i).values()).isEqualTo(values);
            assertThat(other.weights().tensors().get(i).values()).isNotEqualTo(values);
        }
    }

    @Test
    void tellsHowFarItIs() {
        List<TrainingProgress> told = new ArrayList<>();

        TrainedGru trained = new GruTrainer(SMALL.withEpochs(3), DeviceChoice.CPU)
                .train(Fixtures.ofStrangers(Fixtures.circle(12, 20)), ItemCatalogue.EMPTY, told::add);

        List<TrainingProgress> ends =
                told.stream().filter(TrainingProgress::isEndOfEpoch).toList();
        assertThat(ends).extracting(TrainingProgress::epoch).containsExactly(1, 2, 3);
        assertThat(ends).extracting(TrainingProgress::steps).containsOnly(3);
        assertThat(ends).extracting(TrainingProgress::examples).containsExactly(60L, 120L, 180L);
        assertThat(ends.get(2).loss()).isLessThan(ends.get(0).loss());
        assertThat(ends.get(2).secondsLeft()).isZero();
        assertThat(trained.log().sessionsCount()).isEqualTo(20);
        assertThat(trained.log().eventsCount()).isEqualTo(80);
        assertThat(trained.log().trainedUntilMs()).isEqualTo(19 * 1_000_000L + 60_000);
    }

    @Test
    void stopsWhenItsThreadIsInterrupted() {
        assertThatThrownBy(() -> new GruTrainer(SMALL, DeviceChoice.CPU)
                        .train(
                                Fixtures.ofStrangers(Fixtures.circle(12, 96)),
                                ItemCatalogue.EMPTY,
                                progress -> Thread.currentThread().interrupt()))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refusesToGoOnWithALossThatIsNoNumberButKeepsTheLastWholeEpoch() {
        List<UserSession> sessions = Fixtures.ofStrangers(Fixtures.circle(12, 20));
        GruSettings settings = SMALL.withEpochs(2);
        TrainingData data = TrainingData.of(sessions, ItemCatalogue.EMPTY, settings);
        try (NDManager manager = TorchEngine.start().newBaseManager()) {
            TrainingStep step = new TrainingStep(TorchEngine.start(), manager, settings.loss());
            GruTraining training = new GruTraining(settings, sessions, data, step, Optional.empty());
            training.run(TrainingListener.NONE);

            assertThatThrownBy(() -> training.check(1e5, 3, 17))
                    .isInstanceOf(TrainingDivergedException.class)
                    .hasMessageMatching("the loss is 100000.0 at step 17 of epoch 3, where it was [0-9.]+ at first with"
                            + " learning rate 0.1; try a smaller segue.training.learning-rate");
            assertThatThrownBy(() -> training.check(Double.NaN, 3, 17))
                    .isInstanceOf(TrainingDivergedException.class)
                    .hasMessage("the loss is NaN at step 17 of epoch 3 with learning rate 0.1; try a smaller "
                            + "segue.training.learning-rate")
                    .satisfies(failure -> assertThat(((TrainingDivergedException) failure).lastGood())
                            .isPresent());
        }
    }

    @Test
    void refusesSettingsOutOfRange() {
        assertThatThrownBy(() -> SMALL.withHiddenSize(0))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("segue.training.hidden.size is 0, but must be within [1, 1024]");
        assertThatThrownBy(() -> withDropout(SMALL, 1)).hasMessageContaining("dropout is 1.0");
        assertThatThrownBy(() -> new GruSettings.Optimizer(1, Double.NaN, 1, 0, 1))
                .hasMessageContaining("is NaN");
        assertThatThrownBy(() -> batches(0)).hasMessageContaining("segue.training.negatives is 0");
        assertThatThrownBy(() -> new GruSettings.Vocabulary(1, 0))
                .hasMessageContaining("segue.training.oov.buckets is 0");
        assertThatThrownBy(() -> GruSettings.DEFAULT.withNetwork(
                        GruSettings.DEFAULT.network().withEmbedding(ItemEmbedding.SEPARATE)))
                .hasMessage("segue.training.embedding is SEPARATE, but must be CONSTRAINED where content is learned");
        assertThatThrownBy(() -> SMALL.withNetwork(SMALL.network().withMemory(true))
                        .withBatches(new GruSettings.Batches(BatchKind.SESSION_PARALLEL, 8, 20, 2_048, 0.5)))
                .hasMessage("segue.training.memory is true, but must be false where batches are SESSION_PARALLEL");
    }

    @Test
    void refusesALatentCrossOfOneHotInputs() {
        GruSettings.Network network = GruSettings.DEFAULT.network();

        assertThatThrownBy(() -> network.withEmbedding(ItemEmbedding.ONE_HOT))
                .hasMessage(
                        "segue.training.context.fusion is LATENT_CROSS, but must be ADDED or GATES where the embedding"
                                + " is ONE_HOT");
    }
}
