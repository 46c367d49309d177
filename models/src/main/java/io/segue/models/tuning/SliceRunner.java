package io.segue.models.tuning;

import io.segue.models.evaluation.Contender;
import io.segue.models.evaluation.Contestant;
import io.segue.models.evaluation.Judge;
import io.segue.models.evaluation.JudgeSettings;
import io.segue.models.evaluation.Judgement;
import io.segue.models.evaluation.Metric;
import io.segue.models.evaluation.Split;
import io.segue.models.gru.TrainingDivergedException;
import java.util.function.LongSupplier;

/** Trains on the older part of a split and judges on the newer one; with one seed, so that trials differ by settings. */
public final class SliceRunner<S> implements TrialRunner<S> {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int CUTOFF = 20;

    private final Split split;
    private final Contenders<S> contenders;
    private final long seed;
    private final LongSupplier nanoClock;
    private final Judge judge;
    private final Judge.Listener listener;

    public SliceRunner(
            Split split, Contenders<S> contenders, long seed, LongSupplier nanoClock, Judge.Listener listener) {
        this.split = split;
        this.contenders = contenders;
        this.seed = seed;
        this.nanoClock = nanoClock;
        this.judge = new Judge(split, JudgeSettings.DEFAULT);
        this.listener = listener;
    }

    /** The model with these settings. */
    @FunctionalInterface
    public interface Contenders<S> {
        Contender of(S settings, int budget);
    }

    @Override
    public Score run(S settings, int budget) {
        long startNanos = nanoClock.getAsLong();
        try (Contestant contestant = contenders.of(settings, budget).train(split.train(), seed)) {
            Judgement judgement = judge.judge(contestant, listener);
            return new Score(
                    judgement.mean(Metric.RECALL, CUTOFF), judgement.mean(Metric.MRR, CUTOFF), seconds(startNanos));
        } catch (TrainingDivergedException tooFast) {
            return Score.ofDiverged(seconds(startNanos));
        }
    }

    private double seconds(long startNanos) {
        return (nanoClock.getAsLong() - startNanos) / NANOS_PER_SECOND;
    }
}
