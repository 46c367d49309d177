package io.segue.models.gru;

import io.segue.state.session.UserSession;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** One run of a {@link GruTrainer}, from the first weights to the last. */
final class GruTraining {
    /** Guessing costs as much as the first step; whoever pays so many times as much has lost all that was learned. */
    private static final double DIVERGED_TIMES = 5;

    private final GruSettings settings;
    private final List<UserSession> sessions;
    private final TrainingData data;
    private final TrainingStep step;
    private final SplittableRandom random;
    private final GruShape shape;
    private final GruWeights weights;
    private final ItemVectors items;
    private final Adagrad adagrad;
    private final TrainingBatch.Maker maker;
    private final SessionLanes lanes;
    private final UserMemories memories;
    private final int steps;
    /** Whether it goes on from another training, whose copy head has learned from the first step on. */
    private final boolean isWarm;

    @Nullable
    private TrainedGru lastGood;

    private double lossAtFirst = Double.NaN;

    GruTraining(
            GruSettings settings,
            List<UserSession> sessions,
            TrainingData data,
            TrainingStep step,
            Optional<LearnerStart> start) {
        this.settings = settings;
        this.sessions = sessions;
        this.data = data;
        this.step = step;
        this.random = new SplittableRandom(settings.seed());
        this.shape = GruShape.of(
                settings,
                data.items().vocabulary().size(),
                data.items().content().rowsCount());
        this.weights = GruWeights.initial(shape, random);
        Optional<WarmStart> warm = start.map(before -> WarmStart.of(before, shape, data.items()));
        warm.ifPresent(before -> before.into(weights));
        this.isWarm = warm.isPresent();
        this.items = new ItemVectors(weights, data.contents());
        this.adagrad = warm.flatMap(before -> before.sums(shape))
                .map(sums -> new Adagrad(weights, settings.optimizer().momentum(), sums))
                .orElseGet(() -> new Adagrad(weights, settings.optimizer().momentum()));
        this.maker = new TrainingBatch.Maker(data, shape, settings);
        int size = settings.batches().size();
        this.memories = new UserMemories(data, shape.hiddenSize());
        this.lanes = new SessionLanes(data, size, shape.hiddenSize());
        this.steps = isParallel() ? lanes.steps() : (data.windowsCount() + size - 1) / size;
    }

    TrainedGru run(TrainingListener listener) {
        int epochs = settings.optimizer().epochs();
        int averaged = Math.min(epochs, settings.optimizer().averagedEpochs());
        TrainingClock clock = new TrainingClock(epochs, steps, listener);
        GruWeights mean = weights;
        for (int epoch = 1; epoch <= epochs; epoch++) {
            runEpoch(epoch, clock);
            int earlier = epoch - (epochs - averaged) - 1;
            if (earlier <= 0) {
                mean = weights.copy();
            } else {
                mean.average(weights, earlier);
            }
            lastGood = trained(mean, clock);
        }
        return trained(mean, clock);
    }

    private void runEpoch(int epoch, TrainingClock clock) {
        int epochs = settings.optimizer().epochs();
        lanes.begin();
        maker.setCopying(isWarm || epoch > settings.copy().startShare() * epochs);
        for (int number = 1; number <= steps; number++) {
            adagrad.setLearningRate(learningRate(epoch, number));
            step(epoch, number, clock);
        }
    }

    private TrainedGru trained(GruWeights result, TrainingClock clock) {
        return new TrainedGru(settings, result, adagrad.sums(), data.items(), TrainingLog.of(sessions, data, clock));
    }

    /** Falls in a line over the whole training. */
    private double learningRate(int epoch, int number) {
        GruSettings.Optimizer optimizer = settings.optimizer();
        double done = ((epoch - 1) * (double) steps + number - 1) / (optimizer.epochs() * (double) steps);
        return optimizer.learningRate() * (1 - done * (1 - optimizer.learningRateEnd()));
    }

    private boolean isParallel() {
        return settings.batches().kind() == BatchKind.SESSION_PARALLEL;
    }

    private void step(int epoch, int number, TrainingClock clock) {
        int from = (number - 1) * settings.batches().size();
        int to = Math.min(data.windowsCount(), from + settings.batches().size());
        SessionBatches.Rounds rounds = isParallel() ? lanes.rounds() : SessionBatches.of(data, from, to);
        TrainingBatch batch = maker.make(rounds.inputs(), rounds.roundRows(), random);
        float[] hidden = hiddenBefore(rounds);
        // A few lanes may all be at a repeat, of which nothing is learned.
        if (batch.examplesCount() > 0) {
            TrainingStep.Gradients gradients = step.run(weights, items, batch, extras(batch, rounds, hidden));
            check(gradients.loss(), epoch, number);
            adagrad.update(gradients, batch, items);
            hidden = gradients.hidden();
            clock.tick(epoch, number, batch.examplesCount(), gradients.loss());
        } else {
            clock.tick(epoch, number, 0, 0);
        }
        if (isParallel()) {
            lanes.carry(hidden);
        } else if (shape.hasMemory() && batch.examplesCount() > 0) {
            memories.keep(rounds.windows(), hidden);
        }
    }

    private float[] hiddenBefore(SessionBatches.Rounds rounds) {
        if (isParallel()) {
            return lanes.hidden();
        }
        return shape.hasMemory() ? memories.before(rounds.windows()) : new float[0];
    }

    /** What the training has reached so far is not lost with it. */
    void check(double loss, int epoch, int number) {
        String where = "step " + number + " of epoch " + epoch;
        if (Double.isNaN(lossAtFirst)) {
            // One that goes on has begun far below guessing.
            lossAtFirst = isWarm ? Math.max(loss, Math.log(shape.itemsCount())) : loss;
        }
        if (loss > DIVERGED_TIMES * lossAtFirst) {
            throw new TrainingDivergedException(
                    "the loss is " + loss + " at " + where + ", where it was " + lossAtFirst + " at first",
                    settings.optimizer().learningRate(),
                    lastGood);
        }
        if (!Double.isFinite(loss)) {
            throw new TrainingDivergedException(
                    "the loss is " + loss + " at " + where, settings.optimizer().learningRate(), lastGood);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the training was interrupted at " + where);
        }
    }

    private TrainingStep.Extras extras(TrainingBatch batch, SessionBatches.Rounds rounds, float[] hidden) {
        return TrainingStep.Extras.dropping(batch, shape, settings, random)
                .after(hidden, shape.hasMemory() ? memories.remembered(rounds.windows()) : new float[0]);
    }
}
