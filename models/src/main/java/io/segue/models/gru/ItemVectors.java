package io.segue.models.gru;

import io.segue.models.vocabulary.ContentRows;
import java.util.List;

/**
 * What items are in a training step, computed on the Java side: {@code v_i = E[i] + sum of C[f]} over the content of
 * the item, {@code b_i} its bias. An item that is cold in this step lives on its content alone, with the bias of items
 * that nobody has seen. All of it is linear, so gradients go back the same way and no table reaches the device.
 */
final class ItemVectors {
    private final GruWeights weights;
    private final List<ContentRows> contents;
    private final int hiddenSize;
    private final int ownRows;
    private final RowSet contentTouched;

    /** @param contents by row, empty for items of which nothing is known */
    ItemVectors(GruWeights weights, List<ContentRows> contents) {
        this.weights = weights;
        this.contents = contents;
        this.hiddenSize = weights.shape().hiddenSize();
        this.ownRows = weights.shape().isConstrained()
                ? weights.shape().rows()
                : weights.shape().itemsCount();
        this.contentTouched = new RowSet(Math.max(1, weights.shape().contentRows()));
    }

    /** [touched rows, H]. */
    float[] vectors(TrainingBatch batch) {
        int[] rows = batch.touchedRows();
        float[] items = weights.values(GruShape.ITEMS);
        float[] vectors = new float[rows.length * hiddenSize];
        for (int i = 0; i < rows.length; i++) {
            if (hasOwnVector(batch, i)) {
                System.arraycopy(items, rows[i] * hiddenSize, vectors, i * hiddenSize, hiddenSize);
            }
            if (weights.shape().hasContent()) {
                contents.get(rows[i]).addTo(weights.values(GruShape.CONTENT), hiddenSize, vectors, i * hiddenSize);
            }
        }
        return vectors;
    }

    /** [candidates]. */
    float[] biases(TrainingBatch batch) {
        float[] own = weights.values(GruShape.ITEM_BIAS);
        float[] biases = new float[batch.candidatesCount()];
        for (int i = 0; i < biases.length; i++) {
            biases[i] = batch.cold()[i] ? weights.values(GruShape.COLD_BIAS)[0] : own[batch.touchedRows()[i]];
        }
        return biases;
    }

    /** [input rows, input width], where inputs have a table of their own. */
    float[] inputVectors(TrainingBatch batch) {
        int width = weights.shape().inputWidth();
        float[] table = weights.values(GruShape.INPUT_ITEMS);
        float[] vectors = new float[batch.inputRows().length * width];
        for (int i = 0; i < batch.inputRows().length; i++) {
            System.arraycopy(table, batch.inputRows()[i] * width, vectors, i * width, width);
        }
        return vectors;
    }

    /** Moves the tables against the gradients of what was computed from them. */
    void update(TrainingBatch batch, TrainingStep.Gradients gradients, Adagrad adagrad) {
        for (int i = 0; i < batch.touchedRows().length; i++) {
            if (hasOwnVector(batch, i)) {
                int from = batch.touchedRows()[i] * hiddenSize;
                adagrad.update(GruShape.ITEMS, from, gradients.touched(), i * hiddenSize, hiddenSize);
            }
        }
        int width = weights.shape().inputWidth();
        for (int i = 0; i < batch.inputRows().length; i++) {
            adagrad.update(GruShape.INPUT_ITEMS, batch.inputRows()[i] * width, gradients.inputs(), i * width, width);
        }
        updateBiases(batch, gradients.bias(), adagrad);
        if (weights.shape().hasContent()) {
            updateContent(batch, gradients.touched(), adagrad);
        }
    }

    private void updateBiases(TrainingBatch batch, float[] gradient, Adagrad adagrad) {
        float[] cold = new float[1];
        boolean anyCold = false;
        for (int i = 0; i < batch.candidatesCount(); i++) {
            if (batch.cold()[i]) {
                anyCold = true;
                cold[0] += gradient[i];
            } else {
                adagrad.update(GruShape.ITEM_BIAS, batch.touchedRows()[i], gradient, i, 1);
            }
        }
        if (anyCold) {
            adagrad.update(GruShape.COLD_BIAS, 0, cold, 0, 1);
        }
    }

    private void updateContent(TrainingBatch batch, float[] gradient, Adagrad adagrad) {
        contentTouched.clear();
        for (int row : batch.touchedRows()) {
            for (int contentRow : contents.get(row).rows()) {
                contentTouched.add(contentRow);
            }
        }
        float[] sums = new float[contentTouched.size() * hiddenSize];
        for (int i = 0; i < batch.touchedRows().length; i++) {
            ContentRows content = contents.get(batch.touchedRows()[i]);
            for (int part = 0; part < content.rows().length; part++) {
                int at = contentTouched.add(content.rows()[part]) * hiddenSize;
                addScaled(gradient, i * hiddenSize, content.weights()[part], sums, at);
            }
        }
        int[] rows = contentTouched.toArray();
        for (int i = 0; i < rows.length; i++) {
            adagrad.update(GruShape.CONTENT, rows[i] * hiddenSize, sums, i * hiddenSize, hiddenSize);
        }
    }

    private void addScaled(float[] from, int fromAt, float scale, float[] to, int toAt) {
        for (int unit = 0; unit < hiddenSize; unit++) {
            to[toAt + unit] += scale * from[fromAt + unit];
        }
    }

    private boolean hasOwnVector(TrainingBatch batch, int place) {
        return !batch.cold()[place] && batch.touchedRows()[place] < ownRows;
    }
}
