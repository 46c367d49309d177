package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.segue.models.device.DeviceChoice;
import io.segue.models.device.TorchEngine;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GruCellTest {
    private static final int UNITS = 5;
    private static final int STEPS = 3;

    @Test
    void computesWhatPyTorchsOwnGruDoes() {
        GruWeights weights = Fixtures.weights(UNITS, 4, 1, 1);
        // Without context: PyTorch's knows none.
        Arrays.fill(weights.values(GruShape.CONTEXT), 0);
        try (NDManager manager = TorchEngine.start().newBaseManager(DeviceChoice.CPU.resolve())) {
            GruCell cell = GruCell.of(weights, manager);
            NDArray items = manager.create(
                    Arrays.copyOf(weights.values(GruShape.ITEMS), STEPS * UNITS), new Shape(STEPS, UNITS));
            NDList parameters = new NDList(
                    cell.parameter(GruShape.INPUT_GATES).transpose(),
                    cell.parameter(GruShape.HIDDEN_GATES).transpose(),
                    cell.parameter(GruShape.INPUT_BIAS),
                    cell.parameter(GruShape.HIDDEN_BIAS));
            NDArray sequence = items.reshape(STEPS, 1, UNITS);
            NDArray expected = sequence.getNDArrayInternal()
                    .gru(sequence, manager.zeros(new Shape(1, 1, UNITS)), parameters, true, 1, 0, false, false, false)
                    .get(1);

            NDArray hidden = manager.zeros(new Shape(1, UNITS));
            NDArray context = manager.ones(new Shape(1, ContextVector.COLUMNS));
            for (int step = 0; step < STEPS; step++) {
                NDArray item = items.get(step).reshape(1, UNITS);
                hidden = cell.step(cell.preActivations(item, context), hidden);
            }

            assertThat(hidden.toFloatArray()).containsExactly(expected.toFloatArray(), within(1e-6f));
        }
    }
}
