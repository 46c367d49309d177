package io.segue.models.gru;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.segue.models.device.TorchEngine;
import io.segue.models.kernel.Kernels;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Loss and gradients of one batch, by the engine's autograd; on a CPU with vectors the cross-entropy by {@link
 * SampledSoftmax}, and the recurrent part by the engine only where {@link RecurrentPass} does not know it. Each target competes with the batch's candidates; of the
 * cross-entropy a candidate's score is corrected by the logarithm of its probability to be one, except those that are
 * always there, see {@link OwnScores}. So a target that was drawn as a negative too is not counted twice.
 *
 * <p>Only vectors of the touched items reach the device: no step costs more for a larger table.
 */
final class TrainingStep {
    private final NDManager manager;
    private final Engine engine;
    private final GruSettings.Loss settings;
    private final boolean byHand;

    /**
     * The result of a step.
     *
     * @param loss mean over the examples, in nats
     * @param touched by element of the touched items' vectors
     * @param bias by candidate
     * @param inputs by element of the vectors of inputs that have a table of their own
     * @param dense by name of the tensor
     * @param hidden state after the last input of every row; empty where the step was given no state
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Gradients(
            double loss, float[] touched, float[] bias, float[] inputs, Map<String, float[]> dense, float[] hidden) {
        /** Whether all of them are numbers. */
        boolean areFinite() {
            double sum = loss + sum(touched) + sum(bias) + sum(inputs);
            for (float[] gradient : dense.values()) {
                sum += sum(gradient);
            }
            return Double.isFinite(sum);
        }

        private static double sum(float[] values) {
            double sum = 0;
            for (float value : values) {
                sum += value;
            }
            return sum;
        }
    }

    /**
     * What a step takes beside the batch.
     *
     * @param inputFactors of the units of all inputs, zero where dropped; empty for no dropout
     * @param outputFactors of the units of all examples' outputs
     * @param hidden the state before the first round; empty where sessions start
     * @param remembers of each row, 1 where that is the state after another session, see {@link GruCell#begun}; empty for
     *     a network without a memory
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Extras(float[] inputFactors, float[] outputFactors, float[] hidden, float[] remembers) {
        static final Extras NONE = new Extras(new float[0], new float[0], new float[0], new float[0]);

        /** For sessions from their start, with the dropout of the settings. */
        static Extras dropping(TrainingBatch batch, GruShape shape, GruSettings settings, RandomGenerator random) {
            GruSettings.Network network = settings.network();
            return new Extras(
                    Dropout.factors(batch.inputsCount() * shape.inputWidth(), network.embeddingDropout(), random),
                    Dropout.factors(batch.examplesCount() * shape.hiddenSize(), network.hiddenDropout(), random),
                    new float[0],
                    new float[0]);
        }

        Extras after(float[] state, float[] remembering) {
            return new Extras(inputFactors, outputFactors, state, remembering);
        }
    }

    /** The leaves of a step's graph. */
    private record Leaves(NDArray touched, NDArray bias, NDArray inputs, GruCell cell) {
        NDList all() {
            NDList all = new NDList(touched, bias);
            if (inputs != touched) {
                all.add(inputs);
            }
            all.addAll(new NDList(cell.parameters().values()));
            return all;
        }

        /** The vector of every input. */
        NDArray items(TrainingBatch batch) {
            return GruCell.rowsOf(inputs, inputs.getManager().create(batch.inputPlaces()));
        }
    }

    TrainingStep(Engine engine, NDManager manager, GruSettings.Loss settings) {
        this(engine, manager, settings, hasVectors(manager) && settings.function() == LossFunction.CROSS_ENTROPY);
    }

    /** @param byHand whether the cross-entropy is computed without the engine */
    TrainingStep(Engine engine, NDManager manager, GruSettings.Loss settings, boolean byHand) {
        this.engine = engine;
        this.manager = manager;
        this.settings = settings;
        this.byHand = byHand;
    }

    private static boolean hasVectors(NDManager manager) {
        return !manager.getDevice().isGpu() && Kernels.vector().isPresent();
    }

    /** Runs a step. One thread of a JVM does so at a time: the engine allows one gradient collector. */
    Gradients run(GruWeights weights, ItemVectors items, TrainingBatch batch, Extras extras) {
        TorchEngine.COLLECTOR.lock();
        try {
            return byHand
                    ? new FusedStep(engine, manager, settings).run(weights, items, batch, extras)
                    : collected(weights, items, batch, extras);
        } finally {
            TorchEngine.COLLECTOR.unlock();
        }
    }

    private Gradients collected(GruWeights weights, ItemVectors items, TrainingBatch batch, Extras extras) {
        try (NDManager local = manager.newSubManager()) {
            Leaves leaves = leaves(weights, items, batch, local);
            leaves.all().forEach(leaf -> leaf.setRequiresGradient(true));
            float loss;
            float[] hidden;
            try (GradientCollector collector = engine.newGradientCollector()) {
                NDList rounds = rounds(batch, leaves.cell(), leaves.items(batch), extras);
                NDArray lossArray = loss(batch, outputs(batch, rounds, leaves.cell(), extras), leaves);
                loss = lossArray.getFloat();
                hidden = hiddenAfter(batch, rounds, extras);
                if (Float.isFinite(loss)) {
                    collector.backward(lossArray);
                }
            }
            return gradients(loss, leaves, hidden);
        }
    }

    /** The loss alone, without gradients. */
    double loss(GruWeights weights, ItemVectors items, TrainingBatch batch, Extras extras) {
        try (NDManager local = manager.newSubManager()) {
            Leaves leaves = leaves(weights, items, batch, local);
            NDList rounds = rounds(batch, leaves.cell(), leaves.items(batch), extras);
            return loss(batch, outputs(batch, rounds, leaves.cell(), extras), leaves)
                    .getFloat();
        }
    }

    private static Leaves leaves(GruWeights weights, ItemVectors items, TrainingBatch batch, NDManager local) {
        GruShape shape = weights.shape();
        NDArray touched = local.create(items.vectors(batch), new Shape(batch.touchedRows().length, shape.hiddenSize()));
        NDArray inputs = shape.isConstrained()
                ? touched
                : local.create(items.inputVectors(batch), new Shape(batch.inputRows().length, shape.inputWidth()));
        return new Leaves(touched, local.create(items.biases(batch)), inputs, GruCell.of(weights, local));
    }

    /**
     * The hidden vectors after every round.
     *
     * @param items the vector of every input
     */
    static NDList rounds(TrainingBatch batch, GruCell cell, NDArray items, Extras extras) {
        NDManager local = items.getManager();
        NDArray gates = cell.preActivations(dropped(items, extras.inputFactors()), context(batch, cell, items));
        Shape start = new Shape(batch.roundRows()[0], cell.shape().hiddenSize());
        NDArray hidden = extras.hidden().length == 0 ? local.zeros(start) : local.create(extras.hidden(), start);
        if (extras.remembers().length > 0) {
            hidden = cell.begun(hidden, local.create(extras.remembers(), new Shape(start.get(0), 1)));
        }
        NDList rounds = new NDList(batch.roundRows().length);
        long at = 0;
        for (int rows : batch.roundRows()) {
            hidden = cell.step(GruCell.slice(gates, at, at + rows), GruCell.slice(hidden, 0, rows));
            rounds.add(hidden);
            at += rows;
        }
        return rounds;
    }

    /** What a batch that was given states leaves behind. */
    static float[] hiddenAfter(TrainingBatch batch, NDList rounds, Extras extras) {
        return extras.hidden().length == 0
                ? extras.hidden()
                : lastStates(batch, rounds).stopGradient().toFloatArray();
    }

    /** The state after the last input of every row, [rows, H]. */
    private static NDArray lastStates(TrainingBatch batch, NDList rounds) {
        long[] places = new long[batch.roundRows()[0]];
        int from = 0;
        for (int rows : batch.roundRows()) {
            for (int row = 0; row < rows; row++) {
                places[row] = from + row;
            }
            from += rows;
        }
        NDArray all = all(rounds);
        return GruCell.rowsOf(all, all.getManager().create(places));
    }

    private static NDArray all(NDList rounds) {
        // DJL's concat of a single array is a copy through which no gradient flows.
        return rounds.size() == 1 ? rounds.get(0) : NDArrays.concat(rounds, 0);
    }

    private static NDArray context(TrainingBatch batch, GruCell cell, NDArray any) {
        int columns = cell.shape().contextColumns();
        return columns == 0 ? any : any.getManager().create(batch.context(), new Shape(batch.inputsCount(), columns));
    }

    /** What the state gives out after the inputs that have a target, [examples, H]. */
    static NDArray outputs(TrainingBatch batch, NDList rounds, GruCell cell, Extras extras) {
        NDArray states = all(rounds);
        NDArray examples = states.getManager().create(batch.exampleInputs());
        NDArray outputs = GruCell.rowsOf(states, examples);
        if (cell.shape().crossesOutputs()) {
            outputs = cell.outputs(outputs, GruCell.rowsOf(context(batch, cell, states), examples));
        }
        return dropped(outputs, extras.outputFactors());
    }

    private static NDArray dropped(NDArray units, float[] factors) {
        return factors.length == 0 ? units : units.mul(units.getManager().create(factors, units.getShape()));
    }

    private NDArray loss(TrainingBatch batch, NDArray outputs, Leaves leaves) {
        NDManager local = leaves.touched().getManager();
        NDArray candidates = GruCell.slice(leaves.touched(), 0, batch.candidatesCount());
        NDArray offsets = leaves.bias();
        if (settings.appliedLogQ() > 0) {
            offsets = offsets.sub(local.create(batch.logInclusions()).mul(settings.appliedLogQ()));
        }
        NDArray scores = outputs.matMul(candidates.transpose()).add(offsets);
        NDArray flat = scores.reshape(1, -1);
        OwnScores own = batch.own();
        NDArray cells = local.create(own.cells(), new Shape(1, own.cells().length));
        NDArray ownScores = flat.gather(cells, 1).add(local.create(own.corrections()));
        if (leaves.cell().shape().hasCopy()) {
            ownScores = ownScores.add(copied(own, outputs, leaves.cell()));
        }
        NDArray corrected = flat.scatter(cells, ownScores, 1).reshape(scores.getShape());
        NDArray targets = local.create(batch.targetPlaces(), new Shape(batch.examplesCount(), 1));
        return Losses.of(settings, corrected, targets);
    }

    /** What the copy head adds to each of the own scores, [1, cells]. */
    private static NDArray copied(OwnScores own, NDArray outputs, GruCell cell) {
        NDManager local = outputs.getManager();
        Shape row = new Shape(1, own.cells().length);
        NDArray byDistance = cell.parameter(GruShape.COPY_DISTANCE).reshape(1, -1);
        NDArray byGap = cell.parameter(GruShape.COPY_GAP).reshape(1, -1);
        NDArray byType = cell.parameter(GruShape.COPY_TYPE).reshape(1, -1);
        NDArray byState =
                outputs.matMul(cell.parameter(GruShape.COPY_HIDDEN).transpose()).reshape(1, -1);
        return byDistance
                .gather(local.create(own.distances(), row), 1)
                .add(byGap.gather(local.create(own.gapBins(), row), 1))
                .add(byType.gather(local.create(own.types(), row), 1))
                .add(byState.gather(local.create(own.hiddenCells(), row), 1))
                .mul(local.create(own.copied(), row));
    }

    private static Gradients gradients(float loss, Leaves leaves, float[] hidden) {
        float[] none = new float[0];
        if (!Float.isFinite(loss)) {
            return new Gradients(loss, none, none, none, Map.of(), none);
        }
        Map<String, float[]> dense = new HashMap<>();
        leaves.cell().parameters().forEach((name, parameter) -> dense.put(name, gradient(parameter)));
        boolean ownInputs = leaves.inputs() != leaves.touched();
        return new Gradients(
                loss,
                gradient(leaves.touched()),
                gradient(leaves.bias()),
                ownInputs ? gradient(leaves.inputs()) : none,
                dense,
                hidden);
    }

    static float[] gradient(NDArray parameter) {
        try (NDArray gradient = parameter.getGradient()) {
            return gradient.toFloatArray();
        }
    }
}
