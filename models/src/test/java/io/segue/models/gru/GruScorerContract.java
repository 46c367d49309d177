package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelAnswers;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.Scorer;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.feature.StepInput;
import io.segue.state.session.SessionTail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every backend does. */
abstract class GruScorerContract {
    private static final int ITEMS = 40;
    private static final int HIDDEN = 12;
    /** More than a vector has lanes, but no multiple of them. */
    private static final int WIDE = 40;

    private static final Offset<Float> CLOSE = within(1e-5f);

    private final GruWeights weights = Fixtures.weights(HIDDEN, ITEMS, 3, 7);
    private final GruModel model = Fixtures.model(weights, backend());
    private final SplittableRandom random = new SplittableRandom(11);

    abstract Backend backend();

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void beginsASessionWithWhatIsLeftOfTheOneBeforeAndStepsToWhereAReplayEnds() {
        GruWeights remembering = Fixtures.weights(Fixtures.withMemory(Fixtures.shape(HIDDEN, ITEMS, 3)), 7);
        SessionTail first = Fixtures.views(0, "item-3", "item-4");
        SessionTail later = Fixtures.views(9_000_000, "item-5", "item-6", "item-7");
        SessionTail start = new SessionTail(later.events().subList(0, 1), later.precedingTimestampMs());
        try (GruModel own = Fixtures.model(remembering, backend());
                Scorer scorer = own.newScorer();
                Scorer forgetful = model.newScorer()) {
            float[] memory = scorer.recommend(List.of(ModelRequest.replay(first, "")), 1)
                    .get(0)
                    .hidden();
            List<ModelAnswer> together = scorer.recommend(
                    List.of(
                            ModelRequest.replay(memory, start, ""),
                            ModelRequest.replay(memory, later, ""),
                            ModelRequest.replay(later, "")),
                    10);

            ModelAnswer stepped = together.get(0);
            for (StepInput input : later.inputs().subList(1, 3)) {
                stepped = scorer.recommend(List.of(new ModelRequest(stepped.hidden(), List.of(input), "")), 10)
                        .get(0);
            }
            ModelAnswers.assertSame(stepped, together.get(1));
            assertThat(together.get(1).hidden())
                    .as("the session before matters")
                    .isNotEqualTo(together.get(2).hidden());
            assertThat(forgetful
                            .recommend(List.of(ModelRequest.replay(memory, later, "")), 1)
                            .get(0)
                            .hidden())
                    .as("to a model with a memory alone")
                    .isEqualTo(forgetful
                            .recommend(List.of(ModelRequest.replay(later, "")), 1)
                            .get(0)
                            .hidden());
        }
    }

    @Test
    void refusesAMemoryOfAnotherLengthThoughItWouldPassOverIt() {
        SessionTail session = Fixtures.views(0, "item-3");
        try (Scorer scorer = model.newScorer()) {
            assertThatThrownBy(() ->
                            scorer.recommend(List.of(ModelRequest.replay(new float[HIDDEN - 1], session, "")), 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a hidden vector has 11 values");
        }
    }

    @Test
    void stepsToWhereAReplayEnds() {
        List<List<StepInput>> sessions = IntStream.of(1, 5, 2, 9, 1, 3, 5)
                .mapToObj(length -> Fixtures.inputs(length, ITEMS, random))
                .toList();
        try (Scorer scorer = model.newScorer()) {
            List<ModelAnswer> replayed =
                    scorer.recommend(sessions.stream().map(Fixtures::fromStart).toList(), 10);

            for (int i = 0; i < sessions.size(); i++) {
                float[] hidden = Fixtures.START;
                ModelAnswer stepped = null;
                for (StepInput input : sessions.get(i)) {
                    stepped = scorer.recommend(List.of(new ModelRequest(hidden, List.of(input), "")), 10)
                            .get(0);
                    hidden = stepped.hidden();
                }
                ModelAnswers.assertSame(stepped, replayed.get(i));
            }
        }
    }

    @Test
    void mixesNewSessionsStepsAndReplaysInOneBatch() {
        try (Scorer scorer = model.newScorer()) {
            List<StepInput> session = Fixtures.inputs(6, ITEMS, random);
            float[] afterFive = scorer.recommend(List.of(Fixtures.fromStart(session.subList(0, 5))), 1)
                    .get(0)
                    .hidden();
            float[] afterTwo = scorer.recommend(List.of(Fixtures.fromStart(session.subList(0, 2))), 1)
                    .get(0)
                    .hidden();

            List<ModelAnswer> answers = scorer.recommend(
                    List.of(
                            new ModelRequest(afterFive, session.subList(5, 6), ""),
                            new ModelRequest(Fixtures.START, session, ""),
                            new ModelRequest(afterTwo, session.subList(2, 6), "")),
                    10);

            ModelAnswers.assertSame(answers.get(0), answers.get(1));
            ModelAnswers.assertSame(answers.get(2), answers.get(1));
        }
    }

    static Stream<GruShape> kinds() {
        List<GruShape> kinds = new ArrayList<>();
        kinds.add(kind(ItemEmbedding.CONSTRAINED, Set.of(), ContextFusion.ADDED, false));
        for (ItemEmbedding embedding : ItemEmbedding.values()) {
            for (ContextFusion fusion : ContextFusion.values()) {
                if (embedding != ItemEmbedding.ONE_HOT || fusion != ContextFusion.LATENT_CROSS) {
                    kinds.add(kind(embedding, EnumSet.allOf(ContextInput.class), fusion, kinds.size() % 2 == 0));
                }
            }
        }
        return kinds.stream();
    }

    private static GruShape kind(
            ItemEmbedding embedding, Set<ContextInput> inputs, ContextFusion fusion, boolean hasMemory) {
        return new GruShape(WIDE, ITEMS, 3, 0, 0, embedding, inputs, fusion, hasMemory);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void computesWhatTheDefinitionSays(GruShape shape) {
        GruWeights own = Fixtures.weights(shape, 7);
        ReferenceGru reference = new ReferenceGru(own, Fixtures.vocabulary(ITEMS));
        List<StepInput> session = Fixtures.inputs(8, ITEMS, random);
        float[] memory = new float[shape.hasMemory() ? WIDE : 0];
        Arrays.fill(memory, 0.25f);
        try (GruModel wide = Fixtures.model(own, backend());
                Scorer scorer = wide.newScorer()) {
            ModelRequest asked = new ModelRequest(memory, shape.hasMemory(), session, SessionTail.EMPTY, "");

            ModelAnswer answer = scorer.recommend(List.of(asked), ITEMS).get(0);

            double[] hidden = reference.hiddenAfter(reference.begun(memory), session);
            for (int unit = 0; unit < WIDE; unit++) {
                assertThat(answer.hidden()[unit]).isCloseTo((float) hidden[unit], CLOSE);
            }
            double[] outputs = reference.outputs(hidden, session.get(session.size() - 1));
            assertThat(answer.items()).hasSize(ITEMS);
            for (ScoredItem item : answer.items()) {
                int row = wide.vocabulary().row(item.itemId());
                assertThat(item.score()).isCloseTo((float) reference.score(outputs, row), CLOSE);
            }
            assertThat(answer.items())
                    .isSortedAccordingTo(
                            Comparator.comparingDouble(ScoredItem::score).reversed());
        }
    }

    @Test
    void returnsTheBestOfWhatIsAvailableAndNotExcluded() {
        ReferenceGru reference = new ReferenceGru(weights, model.vocabulary());
        boolean[] available = new boolean[ITEMS];
        Arrays.fill(available, true);
        try (Scorer scorer = model.newScorer()) {
            for (int round = 0; round < 200; round++) {
                for (int change = random.nextInt(20); change > 0; change--) {
                    int row = random.nextInt(ITEMS);
                    available[row] = random.nextInt(10) < 3;
                    scorer.setAvailable("item-" + row, available[row]);
                }
                int excluded = random.nextInt(ITEMS);
                int count = 1 + random.nextInt(ITEMS);
                List<StepInput> session = Fixtures.inputs(1 + random.nextInt(3), ITEMS, random);

                ModelAnswer answer = scorer.recommend(
                                List.of(new ModelRequest(Fixtures.START, session, "item-" + excluded)), count)
                        .get(0);

                double[] hidden = reference.hiddenAfter(session);
                List<String> expected = IntStream.range(0, ITEMS)
                        .filter(row -> available[row] && row != excluded)
                        .boxed()
                        .sorted(Comparator.comparingDouble(row -> -reference.score(hidden, row)))
                        .limit(count)
                        .map(row -> "item-" + row)
                        .toList();
                assertThat(answer.items())
                        .as("round %d, seed 11", round)
                        .extracting(ScoredItem::itemId)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void keepsTheMaskOfOneScorerFromAnother() {
        try (Scorer masked = model.newScorer();
                Scorer open = model.newScorer()) {
            IntStream.range(0, ITEMS).forEach(row -> masked.setAvailable("item-" + row, false));
            masked.setAvailable("never heard of", false);
            List<ModelRequest> batch = List.of(Fixtures.fromStart(Fixtures.inputs(1, ITEMS, random)));

            assertThat(masked.recommend(batch, 5).get(0).items()).isEmpty();
            assertThat(open.recommend(batch, 5).get(0).items()).hasSize(5);

            masked.setAvailable("item-3", true);
            assertThat(masked.recommend(batch, 5).get(0).items())
                    .extracting(ScoredItem::itemId)
                    .containsExactly("item-3");
        }
    }

    @Test
    void cutsBatchesThatAreTooLargeForOneCall() {
        List<ModelRequest> batch = IntStream.range(0, 2 * GruModel.BATCH_ROWS_MAX + 3)
                .mapToObj(i -> Fixtures.fromStart(Fixtures.inputs(1 + i % 3, ITEMS, random)))
                .toList();
        try (Scorer scorer = model.newScorer()) {
            List<ModelAnswer> together = scorer.recommend(batch, 4);

            assertThat(together).hasSameSizeAs(batch);
            for (int i = 0; i < batch.size(); i += 97) {
                ModelAnswers.assertSame(
                        together.get(i),
                        scorer.recommend(List.of(batch.get(i)), 4).get(0));
            }
            assertThat(scorer.recommend(List.of(), 4)).isEmpty();
        }
    }

    @Test
    void refusesWhatIsNotItsOwnHiddenVector() {
        List<StepInput> inputs = Fixtures.inputs(1, ITEMS, random);
        float[] broken = new float[HIDDEN];
        broken[4] = Float.NaN;
        try (Scorer scorer = model.newScorer()) {
            assertThatThrownBy(() -> scorer.recommend(List.of(new ModelRequest(new float[7], inputs, "")), 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has 7 values, but must have 12");
            assertThatThrownBy(() -> scorer.recommend(List.of(new ModelRequest(broken, inputs, "")), 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("hidden[4] is NaN");
            assertThatThrownBy(() -> scorer.recommend(List.of(), 0)).hasMessageContaining("count is 0");
            assertThatThrownBy(() -> new ModelRequest(Fixtures.START, List.of(), ""))
                    .hasMessageContaining("inputs.size is 0");
        }
    }

    @Test
    void refusesAContextThatHasNoRow() {
        StepInput input = new StepInput("item-1", new ContextFeatures(0, 24, 0, 0));
        try (Scorer scorer = model.newScorer()) {
            assertThatThrownBy(() -> scorer.recommend(List.of(Fixtures.fromStart(List.of(input))), 1))
                    .hasMessage("hourOfDay is 24, but must be within [0, 24)");
        }
    }

    @Test
    void answersNoMoreOnceClosed() {
        List<ModelRequest> batch = List.of(Fixtures.fromStart(Fixtures.inputs(1, ITEMS, random)));
        Scorer closed = model.newScorer();
        Scorer orphan = model.newScorer();

        closed.close();
        assertThatThrownBy(() -> closed.recommend(batch, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this scorer of model v1 is closed");

        model.close();
        assertThatThrownBy(() -> orphan.recommend(batch, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("model v1 is closed");
        assertThatThrownBy(model::newScorer).isInstanceOf(IllegalStateException.class);
        orphan.close();
        model.close();
    }
}
