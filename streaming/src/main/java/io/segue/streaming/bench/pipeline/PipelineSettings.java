package io.segue.streaming.bench.pipeline;

import static io.segue.state.settings.Requirements.require;

/**
 * What is drained, and how often.
 *
 * @param events in the topics
 * @param items of the catalogue, each of which the model knows
 * @param hidden units of the GRU
 * @param users who cause the events
 * @param warmUps drains before those that count, at most: they end when one costs about as much as the one before
 * @param repetitions that count
 * @param parallelism of the job
 */
public record PipelineSettings(
        int events, int items, int hidden, int users, int warmUps, int repetitions, int parallelism) {
    public PipelineSettings {
        require(events >= 1_000 && events <= 100_000_000, "--events", events, "within [1000, 100000000]");
        require(items >= 100 && items <= 10_000_000, "--items", items, "within [100, 10000000]");
        require(hidden >= 1 && hidden <= 1_024, "--hidden", hidden, "within [1, 1024]");
        require(users >= 100 && users <= 10_000_000, "--users", users, "within [100, 10000000]");
        require(warmUps >= 1 && warmUps <= 1_000, "--warm-ups", warmUps, "within [1, 1000]");
        require(repetitions >= 1 && repetitions <= 1_000, "--repetitions", repetitions, "within [1, 1000]");
        require(parallelism >= 1 && parallelism <= 128, "--parallelism", parallelism, "within [1, 128]");
    }
}
