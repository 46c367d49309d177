package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.segue.models.device.DeviceChoice;
import io.segue.models.device.TorchEngine;
import io.segue.state.item.ItemCatalogue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The step by hand gives what the engine's autograd gives, whatever the network reads. */
class FusedStepTest {
    private static final GruSettings PLAIN = TrainingStepTest.SETTINGS;
    private static final GruSettings ALL = TrainingStepTest.WITH_ALL;
    private static final SplittableRandom RANDOM = new SplittableRandom(8);

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = TorchEngine.start().newBaseManager(DeviceChoice.CPU.resolve());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource(ContextFusion.class)
    void isTheSameHoweverTheContextIsRead(ContextFusion fusion) {
        assertSame(ALL.withNetwork(ALL.network().withContext(EnumSet.allOf(ContextInput.class), fusion)));
    }

    @ParameterizedTest
    @EnumSource(ItemEmbedding.class)
    void isTheSameWhateverAnItemIsAsInput(ItemEmbedding embedding) {
        assertSame(PLAIN.withNetwork(PLAIN.network().withEmbedding(embedding)));
    }

    /** Widths and candidates that fill vectors and panels, and that do not; batches of one block of scores and of many. */
    @ParameterizedTest
    @CsvSource({"1, 5", "15, 31", "16, 32", "17, 33", "100, 500", "33, 9000"})
    void isTheSameAtEverySize(int hiddenSize, int items) {
        GruSettings settings = GruSettings.PLAIN
                .withNetwork(
                        GruSettings.PLAIN.network().withHiddenSize(hiddenSize).withDropout(0.2, 0.3))
                .withVocabulary(new GruSettings.Vocabulary(1, 2))
                .withCopy(new GruSettings.Copy(5, 0))
                .withBatches(new GruSettings.Batches(BatchKind.WHOLE_SESSIONS, 64, 20, items, 0.5));
        TrainingData data =
                TrainingData.of(Fixtures.ofStrangers(Fixtures.circle(items, items)), ItemCatalogue.EMPTY, settings);
        assertSame(settings, data, Math.min(items, 120));
    }

    @ParameterizedTest
    @EnumSource(
            value = ItemEmbedding.class,
            names = {"CONSTRAINED", "SEPARATE"})
    void isTheSameOfANetworkThatReadsItemsAlone(ItemEmbedding embedding) {
        GruSettings settings = PLAIN.withNetwork(
                PLAIN.network().withContext(Set.of(), ContextFusion.ADDED).withEmbedding(embedding));
        assertThat(RecurrentPass.covers(GruShape.of(settings, 5, 0))).isTrue();

        assertSame(settings);
    }

    @Test
    void leavesTheSameStatesBehind() {
        assertSame(ALL.withNetwork(ALL.network().withMemory(true)));
    }

    @Test
    void movesTheTablesAsADenseStepInDoublePrecisionWould() {
        GruSettings settings = PLAIN.withBatches(new GruSettings.Batches(BatchKind.WHOLE_SESSIONS, 64, 20, 1, 0.5));
        TrainingData data =
                TrainingData.of(Fixtures.ofStrangers(TrainingStepTest.SESSIONS), ItemCatalogue.EMPTY, settings);
        GruShape shape = GruShape.of(settings, data.items().vocabulary().size(), 0);
        GruWeights weights = Fixtures.weights(shape, 3);
        ItemVectors items = new ItemVectors(weights, data.contents());
        TrainingBatch.Maker maker = new TrainingBatch.Maker(data, shape, settings);
        SessionBatches.Rounds rounds = SessionBatches.of(data, 0, 1);
        Adagrad adagrad = new Adagrad(weights, 0);
        adagrad.setLearningRate(0.1);
        double[] dense = doubles(weights.values(GruShape.ITEMS));
        double[] squares = new double[dense.length];

        for (int step = 0; step < 5; step++) {
            TrainingBatch batch = maker.make(rounds.inputs(), rounds.roundRows(), new SplittableRandom(step));
            TrainingStep.Gradients gradients = new TrainingStep(TorchEngine.start(), manager, settings.loss(), true)
                    .run(weights, items, batch, TrainingStep.Extras.NONE);
            double[] slopes = new double[dense.length];
            for (int i = 0; i < gradients.touched().length; i++) {
                int row = batch.touchedRows()[i / shape.hiddenSize()];
                slopes[row * shape.hiddenSize() + i % shape.hiddenSize()] +=
                        gradients.touched()[i];
            }
            for (int i = 0; i < dense.length; i++) {
                squares[i] += slopes[i] * slopes[i];
                dense[i] -= 0.1 * slopes[i] / Math.sqrt(squares[i] + 1e-8);
            }
            adagrad.update(gradients, batch, items);
        }

        assertThat(doubles(weights.values(GruShape.ITEMS))).containsExactly(dense, within(1e-5));
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        Arrays.setAll(doubles, i -> values[i]);
        return doubles;
    }

    private void assertSame(GruSettings settings) {
        GruSettings some = settings.withBatches(new GruSettings.Batches(BatchKind.WHOLE_SESSIONS, 64, 20, 3, 0.5));
        TrainingData data =
                TrainingData.of(Fixtures.ofStrangers(TrainingStepTest.SESSIONS), TrainingStepTest.CATALOGUE, some);
        assertSame(some, data, data.windowsCount());
    }

    private void assertSame(GruSettings settings, TrainingData data, int windows) {
        GruShape shape = GruShape.of(
                settings,
                data.items().vocabulary().size(),
                data.items().content().rowsCount());
        GruWeights weights = Fixtures.weights(shape, 3);
        ItemVectors items = new ItemVectors(weights, data.contents());
        TrainingBatch.Maker maker = new TrainingBatch.Maker(data, shape, settings);
        maker.setCopying(true);
        SessionBatches.Rounds rounds = SessionBatches.of(data, 0, windows);
        TrainingBatch batch = maker.make(rounds.inputs(), rounds.roundRows(), new SplittableRandom(5));
        TrainingStep.Extras dropping = TrainingStep.Extras.dropping(batch, shape, settings, RANDOM);
        TrainingStep.Extras carrying = dropping.after(
                states(windows * shape.hiddenSize()), shape.hasMemory() ? states(windows) : new float[0]);

        assertSame(settings, weights, items, batch, carrying);
        if (!shape.hasMemory()) {
            assertSame(settings, weights, items, batch, dropping);
        }
    }

    private void assertSame(
            GruSettings settings,
            GruWeights weights,
            ItemVectors items,
            TrainingBatch batch,
            TrainingStep.Extras extras) {
        TrainingStep.Gradients byHand = new TrainingStep(TorchEngine.start(), manager, settings.loss(), true)
                .run(weights, items, batch, extras);
        TrainingStep.Gradients byEngine = new TrainingStep(TorchEngine.start(), manager, settings.loss(), false)
                .run(weights, items, batch, extras);

        assertThat(byHand.loss()).isCloseTo(byEngine.loss(), within(1e-5 * byEngine.loss()));
        assertClose("touched", byHand.touched(), byEngine.touched());
        assertClose("bias", byHand.bias(), byEngine.bias());
        assertClose("inputs", byHand.inputs(), byEngine.inputs());
        assertClose("states", byHand.hidden(), byEngine.hidden());
        assertThat(byHand.dense().keySet()).isEqualTo(byEngine.dense().keySet());
        byEngine.dense()
                .forEach((name, gradient) -> assertClose(name, byHand.dense().get(name), gradient));
    }

    private static float[] states(int length) {
        float[] states = new float[length];
        for (int i = 0; i < length; i++) {
            states[i] = (float) Math.sin(i + 1);
        }
        return states;
    }

    /** Within the rounding of sums of single precision, measured by the largest of all. */
    private static void assertClose(String name, float[] actual, float[] expected) {
        double largest = 0;
        double error = 0;
        assertThat(actual).as(name).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            error = Math.max(error, Math.abs(expected[i] - actual[i]));
        }
        assertThat(error)
                .as("%s, of which the largest is %s", name, largest)
                .isLessThanOrEqualTo(2e-5 * largest + 1e-9);
    }
}
