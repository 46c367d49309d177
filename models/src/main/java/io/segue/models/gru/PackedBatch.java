package io.segue.models.gru;

import io.segue.models.serving.ModelRequest;
import io.segue.state.feature.StepInput;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Requests as one array for the device. Those with the most inputs come first, so the sessions of round r are the first
 * {@code roundRows[r]} rows. Rows up to {@code paddedRows} are filled with zeros.
 *
 * <pre>
 * values: hidden [paddedRows, H], then for every round its inputs [paddedRoundRows[r], columns] = item row, context,
 *         then the newest context of every row [paddedRows, columns - 1],
 *         then, of a network with a memory, 1 for every row whose hidden vector is one, else 0 [paddedRows]
 * </pre>
 *
 * @param columns of an input: 1 + {@link GruShape#contextColumns()}
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record PackedBatch(int[] order, int[] roundRows, int[] paddedRoundRows, int columns, float[] values) {

    int rows() {
        return order.length;
    }

    int paddedRows() {
        return paddedRoundRows[0];
    }

    int rounds() {
        return roundRows.length;
    }

    /**
     * Packs a batch.
     *
     * @param rowOf an item in the table of the inputs
     * @param padded whether rows are filled up to a power of two
     */
    static PackedBatch of(List<ModelRequest> batch, GruShape shape, ToIntFunction<String> rowOf, boolean padded) {
        int[] order = IntStream.range(0, batch.size())
                .boxed()
                .sorted(Comparator.comparingInt(row -> -batch.get(row).inputs().size()))
                .mapToInt(Integer::intValue)
                .toArray();
        int rounds = batch.get(order[0]).inputs().size();
        int[] roundRows = new int[rounds];
        for (ModelRequest request : batch) {
            for (int round = 0; round < request.inputs().size(); round++) {
                roundRows[round]++;
            }
        }
        int[] paddedRoundRows = new int[rounds];
        int inputs = 0;
        for (int round = 0; round < rounds; round++) {
            paddedRoundRows[round] = padded ? bucket(roundRows[round]) : roundRows[round];
            inputs += paddedRoundRows[round];
        }
        int columns = 1 + shape.contextColumns();
        int rows = paddedRoundRows[0];
        int perRow = shape.hiddenSize() + shape.contextColumns() + (shape.hasMemory() ? 1 : 0);
        float[] values = new float[rows * perRow + inputs * columns];
        PackedBatch packed = new PackedBatch(order, roundRows, paddedRoundRows, columns, values);
        packed.fillHidden(batch, shape);
        packed.fillInputs(batch, shape, rowOf);
        packed.fillNewestContexts(batch, shape);
        return packed;
    }

    /** The smallest power of two that holds {@code rows}. */
    static int bucket(int rows) {
        return rows <= 1 ? 1 : Integer.highestOneBit(rows - 1) << 1;
    }

    private void fillHidden(List<ModelRequest> batch, GruShape shape) {
        int hiddenSize = shape.hiddenSize();
        for (int row = 0; row < order.length; row++) {
            boolean isMemory = batch.get(order[row]).isMemory();
            float[] hidden = batch.get(order[row]).hidden();
            if (hidden.length != 0 && hidden.length != hiddenSize) {
                throw new IllegalArgumentException("a hidden vector has " + hidden.length + " values, but must have "
                        + hiddenSize + " (or 0 at the start of a session): is it another model's?");
            }
            for (int i = 0; i < hidden.length; i++) {
                if (!Float.isFinite(hidden[i])) {
                    throw new IllegalArgumentException("hidden[" + i + "] is " + hidden[i] + ", but must be finite");
                }
            }
            if (isMemory && !shape.hasMemory()) {
                continue;
            }
            System.arraycopy(hidden, 0, values, row * hiddenSize, hidden.length);
            if (isMemory && hidden.length > 0) {
                values[values.length - paddedRows() + row] = 1;
            }
        }
    }

    private void fillInputs(List<ModelRequest> batch, GruShape shape, ToIntFunction<String> rowOf) {
        int at = paddedRows() * shape.hiddenSize();
        for (int round = 0; round < roundRows.length; round++) {
            for (int row = 0; row < paddedRoundRows[round]; row++, at += columns) {
                if (row < roundRows[round]) {
                    StepInput input = batch.get(order[row]).inputs().get(round);
                    values[at] = rowOf.applyAsInt(input.itemId());
                    ContextVector.write(input.context(), shape.contextInputs(), values, at + 1);
                }
            }
        }
    }

    /** Where the newest contexts begin. */
    int newestContextsFrom(GruShape shape) {
        return values.length - paddedRows() * (shape.contextColumns() + (shape.hasMemory() ? 1 : 0));
    }

    private void fillNewestContexts(List<ModelRequest> batch, GruShape shape) {
        int from = newestContextsFrom(shape);
        for (int row = 0; row < order.length; row++) {
            List<StepInput> inputs = batch.get(order[row]).inputs();
            ContextVector.write(
                    inputs.get(inputs.size() - 1).context(),
                    shape.contextInputs(),
                    values,
                    from + row * shape.contextColumns());
        }
    }
}
