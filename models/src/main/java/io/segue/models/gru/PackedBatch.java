package io.segue.models.gru;

import io.segue.models.serving.ModelRequest;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.feature.StepInput;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Requests as one array for the device. Those with the most inputs come first, so the sessions of round r are the first
 * {@code roundRows[r]} rows. Rows up to {@code paddedRows} are filled with zeros.
 *
 * <pre>
 * values: hidden [paddedRows, H], then for every round its inputs [paddedRoundRows[r], 5] = item row, context rows
 * </pre>
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record PackedBatch(int[] order, int[] roundRows, int[] paddedRoundRows, float[] values) {
    static final int INPUT_COLUMNS = 1 + GruShape.CONTEXT_FEATURES;

    int paddedRows() {
        return paddedRoundRows[0];
    }

    int rounds() {
        return roundRows.length;
    }

    /**
     * Packs a batch.
     *
     * @param model that the requests are for
     * @param padded whether rows are filled up to a power of two
     */
    static PackedBatch of(List<ModelRequest> batch, GruModel model, boolean padded) {
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
        int hiddenSize = model.hiddenSize();
        float[] values = new float[paddedRoundRows[0] * hiddenSize + inputs * INPUT_COLUMNS];
        PackedBatch packed = new PackedBatch(order, roundRows, paddedRoundRows, values);
        packed.fillHidden(batch, hiddenSize);
        packed.fillInputs(batch, model, paddedRoundRows[0] * hiddenSize);
        return packed;
    }

    /** The smallest power of two that holds {@code rows}. */
    static int bucket(int rows) {
        return rows <= 1 ? 1 : Integer.highestOneBit(rows - 1) << 1;
    }

    private void fillHidden(List<ModelRequest> batch, int hiddenSize) {
        for (int row = 0; row < order.length; row++) {
            float[] hidden = batch.get(order[row]).hidden();
            if (hidden.length != 0 && hidden.length != hiddenSize) {
                throw new IllegalArgumentException("a hidden vector has " + hidden.length + " values, but must have "
                        + hiddenSize + " (or 0 at the start of a session): is it another model's?");
            }
            for (int i = 0; i < hidden.length; i++) {
                if (!Float.isFinite(hidden[i])) {
                    throw new IllegalArgumentException("hidden[" + i + "] is " + hidden[i] + ", but must be finite");
                }
                values[row * hiddenSize + i] = hidden[i];
            }
        }
    }

    private void fillInputs(List<ModelRequest> batch, GruModel model, int from) {
        int at = from;
        for (int round = 0; round < roundRows.length; round++) {
            for (int row = 0; row < paddedRoundRows[round]; row++, at += INPUT_COLUMNS) {
                if (row < roundRows[round]) {
                    fillInput(batch.get(order[row]).inputs().get(round), model, at);
                }
            }
        }
    }

    private void fillInput(StepInput input, GruModel model, int at) {
        values[at] =
                model.vocabulary().rowOrBucket(input.itemId(), model.shape().oovBuckets());
        int[] rows = contextRows(input.context());
        for (int i = 0; i < rows.length; i++) {
            values[at + 1 + i] = rows[i];
        }
    }

    /** Where the features of a context are in the table of {@link GruShape#CONTEXT_GATES}. */
    static int[] contextRows(ContextFeatures context) {
        return new int[] {
            checked(context.type(), GruShape.HOUR_ROW, "type"),
            GruShape.HOUR_ROW + checked(context.hourOfDay(), ContextFeatures.HOURS, "hourOfDay"),
            GruShape.DAY_ROW + checked(context.dayOfWeek(), ContextFeatures.DAYS, "dayOfWeek"),
            GruShape.GAP_ROW + checked(context.gapBin(), ContextFeatures.GAP_BINS, "gapBin")
        };
    }

    /** A wrong row would read another feature's, or poison a CUDA device. */
    private static int checked(int value, int values, String feature) {
        if (value < 0 || value >= values) {
            throw new IllegalArgumentException(feature + " is " + value + ", but must be within [0, " + values + ")");
        }
        return value;
    }
}
