package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.segue.models.device.DeviceChoice;
import io.segue.models.device.TorchEngine;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.Scorer;
import io.segue.models.tensor.Tensor;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.item.ItemVector;
import io.segue.state.session.SessionTail;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingStepTest {
    private static final int HIDDEN = 3;
    static final GruSettings SETTINGS = GruSettings.PLAIN
            .withNetwork(GruSettings.PLAIN
                    .network()
                    .withHiddenSize(HIDDEN)
                    .withDropout(0, 0)
                    .withContext(EnumSet.allOf(ContextInput.class), ContextFusion.ADDED))
            .withVocabulary(new GruSettings.Vocabulary(2, 2));
    static final GruSettings WITH_ALL =
            SETTINGS.withContent(new GruSettings.Content(2, 2, 0.3)).withCopy(new GruSettings.Copy(2, 0));

    /** Five items that count, one too rare for a row, one repeat, one that comes back. */
    static final List<SessionTail> SESSIONS = List.of(
            Fixtures.views(0, "item-0", "item-1", "item-2", "item-3"),
            Fixtures.views(9_000_000, "item-1", "rare", "item-4", "item-4", "item-0", "item-1", "item-4"),
            Fixtures.views(99_000_000, "item-3", "item-2"));

    static final ItemCatalogue CATALOGUE = new ItemCatalogue(Map.of(
            "item-0", new ItemContent("tea.green", "leaf", 3, "Green tea", ItemVector.of(1, -2)),
            "item-1", new ItemContent("tea.black", "leaf", 4, ""),
            "item-4", new ItemContent("cup", "", 0, "Cup", ItemVector.of(3, 1)),
            "rare", new ItemContent("cup", "clay", 9, "")));

    private NDManager manager;
    private GruSettings settings = SETTINGS;
    private TrainingData data;
    private GruWeights weights;
    private ItemVectors items;
    private TrainingStep step;
    private TrainingStep.Extras extras = TrainingStep.Extras.NONE;

    @BeforeEach
    void open() {
        manager = TorchEngine.start().newBaseManager(DeviceChoice.CPU.resolve());
        use(SETTINGS);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private void use(GruSettings other) {
        settings = other;
        data = TrainingData.of(Fixtures.ofStrangers(SESSIONS), CATALOGUE, other);
        weights = Fixtures.weights(GruShape.of(other, 5, data.items().content().rowsCount()), 3);
        items = new ItemVectors(weights, data.contents());
        step = new TrainingStep(TorchEngine.start(), manager, other.loss());
    }

    private TrainingBatch batch() {
        return batch(0, data.windowsCount());
    }

    private TrainingBatch batch(int from, int to) {
        TrainingBatch.Maker maker = new TrainingBatch.Maker(data, weights.shape(), settings);
        maker.setCopying(true);
        SessionBatches.Rounds rounds = SessionBatches.of(data, from, to);
        return maker.make(rounds.inputs(), rounds.roundRows(), new SplittableRandom(5));
    }

    private static GruSettings withNegatives(GruSettings settings, int count) {
        return settings.withBatches(new GruSettings.Batches(BatchKind.WHOLE_SESSIONS, 64, 20, count, 0.5));
    }

    @Test
    void hasTheLossOfAllOtherItemsWhereAllTakePart() {
        ReferenceGru reference = new ReferenceGru(weights, data.items().vocabulary());
        double sum = 0;
        int examples = 0;
        for (SessionTail session : SESSIONS) {
            for (int i = 0; i + 1 < session.events().size(); i++) {
                int justSeen =
                        data.items().vocabulary().row(session.events().get(i).itemId());
                int next = data.items()
                        .vocabulary()
                        .row(session.events().get(i + 1).itemId());
                if (next >= 0 && next != justSeen) {
                    double[] hidden = reference.hiddenAfter(session.inputs().subList(0, i + 1));
                    double total = 0;
                    for (int item = 0; item < 5; item++) {
                        total += item == justSeen ? 0 : Math.exp(reference.score(hidden, item));
                    }
                    sum += Math.log(total) - reference.score(hidden, next);
                    examples++;
                }
            }
        }

        TrainingBatch batch = batch();

        assertThat(batch.examplesCount()).isEqualTo(examples).isEqualTo(8);
        assertThat(step.loss(weights, items, batch, extras)).isCloseTo(sum / examples, within(1e-5));
        assertThat(step.run(weights, items, batch, extras).loss()).isCloseTo(sum / examples, within(1e-5));
    }

    @Test
    void hasTheGradientsThatFiniteDifferencesShow() {
        // Three draws of five items, so that the correction takes part.
        use(withNegatives(SETTINGS, 3));

        assertSlopes(batch());
        assertMovesDownhill(batch());
    }

    @Test
    void hasTheRightGradientsWhereNoSessionTakesASecondStep() {
        TrainingBatch batch = batch(2, 3);

        assertThat(batch.roundRows()).containsExactly(1);
        assertSlopes(batch);
    }

    @Test
    void hasTheRightGradientsWithContentAndOwnItems() {
        use(withNegatives(WITH_ALL, 3));

        TrainingBatch batch = batch();

        assertThat(batch.own().copied()).contains(1);
        assertThat(batch.cold()).contains(true);
        assertMovesDownhill(batch);
    }

    @ParameterizedTest
    @EnumSource(ContextFusion.class)
    void hasTheRightGradientsHoweverTheContextIsRead(ContextFusion fusion) {
        use(WITH_ALL.withNetwork(WITH_ALL.network().withContext(EnumSet.allOf(ContextInput.class), fusion)));

        assertMovesDownhill(batch());
    }

    @ParameterizedTest
    @EnumSource(ItemEmbedding.class)
    void hasTheRightGradientsWhateverAnItemIsAsInput(ItemEmbedding embedding) {
        use(SETTINGS.withNetwork(SETTINGS.network().withEmbedding(embedding)));

        assertMovesDownhill(batch());
    }

    @ParameterizedTest
    @EnumSource(LossFunction.class)
    void hasTheRightGradientsOfEveryLoss(LossFunction function) {
        use(SETTINGS.withLoss(new GruSettings.Loss(function, 1, 0.5)));

        assertMovesDownhill(batch());
    }

    private void assertSlopes(TrainingBatch batch) {
        TrainingStep.Gradients gradients = step.run(weights, items, batch, extras);

        for (int i = 0; i < batch.touchedRows().length; i++) {
            for (int unit = 0; unit < HIDDEN; unit++) {
                int at = batch.touchedRows()[i] * HIDDEN + unit;
                assertSlope(batch, GruShape.ITEMS, at, gradients.touched()[i * HIDDEN + unit]);
            }
        }
        for (int i = 0; i < batch.candidatesCount(); i++) {
            assertSlope(
                    batch, GruShape.ITEM_BIAS, batch.touchedRows()[i], gradients.bias()[i]);
        }
        assertThat(gradients.dense()).hasSize(5);
        gradients.dense().forEach((name, gradient) -> {
            for (int at = 0; at < gradient.length; at++) {
                assertSlope(batch, name, at, gradient[at]);
            }
        });
    }

    private void assertSlope(TrainingBatch batch, String name, int at, float gradient) {
        Offset<Double> close = within(2e-4 + 0.01 * Math.abs(gradient));
        assertThat(slope(batch, name, at)).as("%s[%d]", name, at).isCloseTo(gradient, close);
    }

    private double slope(TrainingBatch batch, String name, int at) {
        float[] values = weights.values(name);
        float before = values[at];
        float distance = 0.01f;
        values[at] = before + distance;
        double above = step.loss(weights, items, batch, extras);
        values[at] = before - distance;
        double below = step.loss(weights, items, batch, extras);
        values[at] = before;
        return (above - below) / (2 * distance);
    }

    /** Adagrad's first step has the length of the learning rate and the direction of the slope, in every tensor. */
    private void assertMovesDownhill(TrainingBatch batch) {
        double rate = 1e-3;
        GruWeights before = weights.copy();
        TrainingStep.Gradients gradients = step.run(weights, items, batch, extras);
        Adagrad adagrad = new Adagrad(weights, 0);
        adagrad.setLearningRate(rate);
        items.update(batch, gradients, adagrad);
        gradients.dense().forEach((name, gradient) -> adagrad.update(name, 0, gradient, 0, gradient.length));
        GruWeights after = weights.copy();
        for (Tensor tensor : before.tensors()) {
            System.arraycopy(tensor.values(), 0, weights.values(tensor.name()), 0, tensor.values().length);
        }
        for (Tensor tensor : before.tensors()) {
            int steep = 0;
            for (int at = 0; at < tensor.values().length; at++) {
                double slope = slope(batch, tensor.name(), at);
                if (Math.abs(slope) > 2e-3) {
                    steep++;
                    double moved = after.values(tensor.name())[at] - tensor.values()[at];
                    assertThat(moved / rate)
                            .as("%s[%d] of slope %s", tensor.name(), at, slope)
                            .isCloseTo(-Math.signum(slope), within(0.02));
                }
            }
            assertThat(steep).as("values of %s that matter", tensor.name()).isPositive();
        }
    }

    @Test
    void hasTheRightGradientsOfWhatIsLeftOfTheSessionBefore() {
        use(withNegatives(WITH_ALL, 3));
        TrainingBatch withoutMemory = batch();
        use(withNegatives(WITH_ALL.withNetwork(WITH_ALL.network().withMemory(true)), 3));
        float[] hidden = new float[SESSIONS.size() * HIDDEN];
        for (int i = 0; i < 2 * HIDDEN; i++) {
            hidden[i] = (float) Math.sin(i + 1);
        }
        extras = new TrainingStep.Extras(new float[0], new float[0], hidden, new float[] {1, 1, 0});

        TrainingBatch batch = batch();

        assertThat(batch.logInclusions())
                .as("what only leaves something behind draws no candidate")
                .isEqualTo(withoutMemory.logInclusions());
        assertMovesDownhill(batch);
    }

    @Test
    void leavesBehindTheStatesToWhichAScorerComes() {
        GruSettings readingIds = WITH_ALL.withContent(new GruSettings.Content(2, 2, 0));
        use(readingIds.withNetwork(readingIds.network().withMemory(true)));
        int[] sessions = SessionBatches.of(data, 0, data.windowsCount()).windows();
        float[] hidden = new float[sessions.length * HIDDEN];
        for (int i = 0; i < 2 * HIDDEN; i++) {
            hidden[i] = (float) Math.sin(i + 1);
        }
        extras = new TrainingStep.Extras(new float[0], new float[0], hidden, new float[] {1, 1, 0});

        TrainingBatch batch = batch();
        float[] left = step.run(weights, items, batch, extras).hidden();

        assertThat(batch.roundRows()).as("rows of every round").containsExactly(3, 3, 2, 2, 1, 1, 1);
        try (GruModel model = new GruModel("v1", weights, data.items(), DeviceChoice.CPU);
                Scorer scorer = model.newScorer()) {
            scorer.setContent("rare", CATALOGUE.of("rare"));
            for (int row = 0; row < sessions.length; row++) {
                float[] memory = row == 2 ? new float[0] : row(hidden, row);
                float[] expected = scorer.recommend(
                                List.of(ModelRequest.replay(memory, SESSIONS.get(sessions[row]), "")), 1)
                        .get(0)
                        .hidden();
                assertThat(row(left, row)).as("row %d", row).containsExactly(expected, within(1e-5f));
            }
        }
    }

    private static float[] row(float[] rows, int row) {
        return Arrays.copyOfRange(rows, row * HIDDEN, (row + 1) * HIDDEN);
    }

    @Test
    void dropsUnitsAsTold() {
        TrainingBatch batch = batch();
        float[] inputs = new float[batch.inputsCount() * HIDDEN];
        float[] outputs = new float[batch.examplesCount() * HIDDEN];

        TrainingStep.Gradients gradients =
                step.run(weights, items, batch, new TrainingStep.Extras(inputs, outputs, new float[0], new float[0]));

        assertThat(gradients.touched()).as("nothing of an item came through").containsOnly(0);
        assertThat(gradients.bias()).as("a bias is never dropped").doesNotContain(0);
    }

    @Test
    void touchesOnlyTheRowsOfItsBatch() {
        use(withNegatives(SETTINGS, 1));

        TrainingBatch batch = batch(2, 3);

        assertThat(batch.inputsCount()).isEqualTo(1);
        assertThat(batch.touchedRows()).hasSizeLessThanOrEqualTo(3);
        assertThat(step.run(weights, items, batch, extras).touched()).hasSize(batch.touchedRows().length * HIDDEN);
    }
}
