package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.segue.models.device.DeviceChoice;
import io.segue.models.device.TorchEngine;
import io.segue.state.session.SessionTail;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrainingStepTest {
    private static final int HIDDEN = 3;
    private static final GruSettings SETTINGS =
            GruSettings.DEFAULT.withHiddenSize(HIDDEN).withVocabulary(2, 2).withDropout(0);

    /** Five items that count, one too rare for a row, one repeat. */
    private static final List<SessionTail> SESSIONS = List.of(
            Fixtures.views(0, "item-0", "item-1", "item-2", "item-3"),
            Fixtures.views(9_000_000, "item-1", "rare", "item-4", "item-4", "item-0"),
            Fixtures.views(99_000_000, "item-3", "item-2"));

    private final TrainingData data = TrainingData.of(SESSIONS, SETTINGS);
    private final GruWeights weights = Fixtures.weights(HIDDEN, 5, 2, 3);
    private NDManager manager;
    private TrainingStep step;

    @BeforeEach
    void open() {
        manager = TorchEngine.start().newBaseManager(DeviceChoice.CPU.resolve());
        step = new TrainingStep(TorchEngine.start(), manager);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private TrainingBatch batch(GruSettings settings) {
        return new TrainingBatch.Maker(data, weights.shape(), settings)
                .make(0, data.windowsCount(), new SplittableRandom(5));
    }

    @Test
    void hasTheLossOfAllItemsWhereAllTakePart() {
        ReferenceGru reference = new ReferenceGru(weights, data.vocabulary());
        double sum = 0;
        int examples = 0;
        for (SessionTail session : SESSIONS) {
            for (int i = 0; i + 1 < session.events().size(); i++) {
                String itemId = session.events().get(i).itemId();
                String next = session.events().get(i + 1).itemId();
                if (data.vocabulary().contains(next) && !next.equals(itemId)) {
                    double[] hidden = reference.hiddenAfter(session.inputs().subList(0, i + 1));
                    double total = 0;
                    for (int item = 0; item < 5; item++) {
                        total += Math.exp(reference.score(hidden, item));
                    }
                    sum += Math.log(total)
                            - reference.score(hidden, data.vocabulary().row(next));
                    examples++;
                }
            }
        }

        TrainingBatch batch = batch(SETTINGS);

        assertThat(batch.examplesCount()).isEqualTo(examples).isEqualTo(6);
        assertThat(step.loss(weights, batch)).isCloseTo(sum / examples, within(1e-5));
        assertThat(step.run(weights, batch, TrainingStep.Dropout.NONE).loss()).isCloseTo(sum / examples, within(1e-5));
    }

    @Test
    void hasTheGradientsThatFiniteDifferencesShow() {
        // Three draws of five items, so that the correction takes part.
        assertSlopes(batch(SETTINGS.withNegatives(3, 0.5)));
    }

    @Test
    void hasTheRightGradientsWhereNoSessionTakesASecondStep() {
        TrainingBatch batch =
                new TrainingBatch.Maker(data, weights.shape(), SETTINGS).make(2, 3, new SplittableRandom(5));

        assertThat(batch.roundRows()).containsExactly(1);
        assertSlopes(batch);
    }

    private void assertSlopes(TrainingBatch batch) {
        TrainingStep.Gradients gradients = step.run(weights, batch, TrainingStep.Dropout.NONE);

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
        assertThat(gradients.cell()).hasSize(5);
        gradients.cell().forEach((name, gradient) -> {
            for (int at = 0; at < gradient.length; at++) {
                assertSlope(batch, name, at, gradient[at]);
            }
        });
    }

    private void assertSlope(TrainingBatch batch, String name, int at, float gradient) {
        float[] values = weights.values(name);
        float before = values[at];
        float distance = 0.01f;
        values[at] = before + distance;
        double above = step.loss(weights, batch);
        values[at] = before - distance;
        double below = step.loss(weights, batch);
        values[at] = before;
        Offset<Double> close = within(2e-4 + 0.01 * Math.abs(gradient));
        assertThat((above - below) / (2 * distance)).as("%s[%d]", name, at).isCloseTo(gradient, close);
    }

    @Test
    void dropsUnitsAsTold() {
        TrainingBatch batch = batch(SETTINGS);
        float[] inputs = new float[batch.inputsCount() * HIDDEN];
        float[] outputs = new float[batch.examplesCount() * HIDDEN];

        TrainingStep.Gradients gradients = step.run(weights, batch, new TrainingStep.Dropout(inputs, outputs));

        assertThat(gradients.touched()).as("nothing of an item came through").containsOnly(0);
        assertThat(gradients.bias()).as("a bias is never dropped").doesNotContain(0);
    }

    @Test
    void touchesOnlyTheRowsOfItsBatch() {
        TrainingBatch batch = new TrainingBatch.Maker(data, weights.shape(), SETTINGS.withNegatives(1, 0))
                .make(2, 3, new SplittableRandom(5));

        assertThat(batch.inputsCount()).isEqualTo(1);
        assertThat(batch.touchedRows()).hasSizeLessThanOrEqualTo(3);
        assertThat(step.run(weights, batch, TrainingStep.Dropout.NONE).touched())
                .hasSize(batch.touchedRows().length * HIDDEN);
    }
}
