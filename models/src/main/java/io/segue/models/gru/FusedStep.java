package io.segue.models.gru;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.segue.models.gru.TrainingStep.Extras;
import io.segue.models.gru.TrainingStep.Gradients;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A step whose scores never reach the engine: what the states give out goes to {@link SampledSoftmax}, whose slopes by them go
 * back by {@link RecurrentPass}, or by the engine's autograd where the network reads more than items.
 */
record FusedStep(Engine engine, NDManager manager, GruSettings.Loss settings) {

    Gradients run(GruWeights weights, ItemVectors items, TrainingBatch batch, Extras extras) {
        GruShape shape = weights.shape();
        float[] touched = items.vectors(batch);
        float[] table = shape.isConstrained() ? touched : items.inputVectors(batch);
        float[] inputs = gathered(table, batch.inputPlaces(), shape.inputWidth());
        Slopes slopes = RecurrentPass.covers(shape)
                ? byHand(weights, items, batch, extras, touched, inputs)
                : byEngine(weights, items, batch, extras, touched, inputs);
        SampledSoftmax.Gradients found = slopes.found();
        if (!Double.isFinite(found.loss())) {
            float[] none = new float[0];
            return new Gradients(found.loss(), none, none, none, Map.of(), none);
        }
        float[] ofTouched = Arrays.copyOf(found.vectors(), touched.length);
        float[] ofTable = shape.isConstrained() ? ofTouched : new float[table.length];
        scatter(slopes.inputs(), batch.inputPlaces(), shape.inputWidth(), ofTable);
        float[] ofInputs = shape.isConstrained() ? new float[0] : ofTable;
        return new Gradients(found.loss(), ofTouched, found.bias(), ofInputs, slopes.dense(), slopes.hidden());
    }

    /**
     * Of a step.
     *
     * @param inputs by element of the inputs' vectors
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Slopes(SampledSoftmax.Gradients found, float[] inputs, Map<String, float[]> dense, float[] hidden) {}

    private Slopes byHand(
            GruWeights weights,
            ItemVectors items,
            TrainingBatch batch,
            Extras extras,
            float[] touched,
            float[] inputs) {
        RecurrentPass pass = new RecurrentPass(batch, weights, inputs, extras);
        SampledSoftmax.Gradients found =
                new SampledSoftmax(batch, weights, pass.outputs(), touched, offsets(items, batch)).run();
        Map<String, float[]> dense = new HashMap<>(found.copy());
        float[] ofInputs = pass.back(found.outputs(), dense);
        return new Slopes(found, ofInputs, dense, pass.hiddenAfter());
    }

    private Slopes byEngine(
            GruWeights weights,
            ItemVectors items,
            TrainingBatch batch,
            Extras extras,
            float[] touched,
            float[] vectors) {
        try (NDManager local = manager.newSubManager()) {
            GruCell cell = GruCell.of(weights, local);
            NDArray inputs = local.create(
                    vectors, new Shape(batch.inputsCount(), weights.shape().inputWidth()));
            Map<String, NDArray> parameters = new HashMap<>(cell.parameters());
            parameters.keySet().removeAll(GruShape.COPY);
            inputs.setRequiresGradient(true);
            parameters.values().forEach(parameter -> parameter.setRequiresGradient(true));
            SampledSoftmax.Gradients found;
            float[] hidden;
            try (GradientCollector collector = engine.newGradientCollector()) {
                NDList rounds = TrainingStep.rounds(batch, cell, inputs, extras);
                NDArray outputs = TrainingStep.outputs(batch, rounds, cell, extras);
                hidden = TrainingStep.hiddenAfter(batch, rounds, extras);
                float[] given = outputs.stopGradient().toFloatArray();
                found = new SampledSoftmax(batch, weights, given, touched, offsets(items, batch)).run();
                NDArray slopes = local.create(found.outputs(), outputs.getShape());
                collector.backward(outputs.mul(slopes).sum());
            }
            Map<String, float[]> dense = new HashMap<>(found.copy());
            parameters.forEach((name, parameter) -> dense.put(name, TrainingStep.gradient(parameter)));
            return new Slopes(found, TrainingStep.gradient(inputs), dense, hidden);
        }
    }

    /** What is added to the scores of the candidates. */
    private float[] offsets(ItemVectors items, TrainingBatch batch) {
        float[] offsets = items.biases(batch);
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] -= (float) settings.appliedLogQ() * batch.logInclusions()[i];
        }
        return offsets;
    }

    private static float[] gathered(float[] table, long[] rows, int width) {
        float[] gathered = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(table, (int) rows[i] * width, gathered, i * width, width);
        }
        return gathered;
    }

    private static void scatter(float[] gradient, long[] rows, int width, float[] to) {
        for (int i = 0; i < rows.length; i++) {
            int at = (int) rows[i] * width;
            for (int unit = 0; unit < width; unit++) {
                to[at + unit] += gradient[i * width + unit];
            }
        }
    }
}
