package io.segue.state.live;

import io.segue.state.popularity.DecayedMass;

/** A count at three speeds of forgetting, each as a {@link DecayedMass}. */
public record DecayedCounts(double log2Fast, double log2Medium, double log2Slow) {
    public static final DecayedCounts NONE = new DecayedCounts(DecayedMass.NONE, DecayedMass.NONE, DecayedMass.NONE);

    /** Adds one event that weighs {@code 2^log2Weight}. */
    public DecayedCounts plus(long timestampMs, double log2Weight, HalfLives halfLives) {
        return new DecayedCounts(
                plus(log2Fast, timestampMs, log2Weight, halfLives.fast().toMillis()),
                plus(log2Medium, timestampMs, log2Weight, halfLives.medium().toMillis()),
                plus(log2Slow, timestampMs, log2Weight, halfLives.slow().toMillis()));
    }

    /** Adds one event that weighs 1. */
    public DecayedCounts plus(long timestampMs, HalfLives halfLives) {
        return plus(timestampMs, 0, halfLives);
    }

    /** Both together. */
    public DecayedCounts plus(DecayedCounts other) {
        return new DecayedCounts(
                DecayedMass.sum(log2Fast, other.log2Fast),
                DecayedMass.sum(log2Medium, other.log2Medium),
                DecayedMass.sum(log2Slow, other.log2Slow));
    }

    /** At each speed the larger one. */
    public DecayedCounts max(DecayedCounts other) {
        return new DecayedCounts(
                Math.max(log2Fast, other.log2Fast),
                Math.max(log2Medium, other.log2Medium),
                Math.max(log2Slow, other.log2Slow));
    }

    private static double plus(double log2Mass, long timestampMs, double log2Weight, long halfLifeMs) {
        return DecayedMass.sum(log2Mass, (double) timestampMs / halfLifeMs + log2Weight);
    }
}
