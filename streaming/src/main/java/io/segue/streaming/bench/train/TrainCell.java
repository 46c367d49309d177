package io.segue.streaming.bench.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.streaming.bench.Spread;
import java.util.Optional;

/**
 * One size of batch.
 *
 * @param candidates that compete in a step, in the mean
 * @param eventsPerSecond learned from, by the CPU time of the process
 * @param wallEventsPerSecond the same by the clock on the wall
 * @param gemmGigaflops of libtorch's product, measured after every repetition
 * @param peer events per second of the other trainer, after every repetition
 */
record TrainCell(
        int batch,
        int hidden,
        double candidates,
        Spread eventsPerSecond,
        Spread wallEventsPerSecond,
        Spread gemmGigaflops,
        Optional<Spread> peer) {
    private static final double PERCENT = 100;
    /** Scores, and their gradients by the states and by the items: a multiplication and an addition each. */
    private static final double OF_SCORES = 3 * 2;
    /**
     * The product of the inputs with its two gradients, that of the states with one, since no gradient goes back to a step
     * before; three gates, a multiplication and an addition each.
     */
    private static final double OF_GATES = 5 * 3 * 2;

    /** Operations that products need for one event, nothing else counted. */
    double flopsPerEvent() {
        return OF_SCORES * candidates * hidden + OF_GATES * hidden * hidden;
    }

    double gigaflops() {
        return flopsPerEvent() * eventsPerSecond.median() / 1e9;
    }

    double percentOfGemm() {
        return PERCENT * gigaflops() / gemmGigaflops.median();
    }

    Optional<Double> ratio() {
        return peer.map(other -> eventsPerSecond.median() / other.median());
    }

    /** Between the slowest and the fastest repetition, as a part of the median. */
    double spread() {
        return (eventsPerSecond.max() - eventsPerSecond.min()) / eventsPerSecond.median();
    }

    void writeTo(ObjectNode json) {
        json.put("batch", batch);
        json.put("candidates", candidates);
        json.put("flopsPerEvent", flopsPerEvent());
        eventsPerSecond.writeTo(json.putObject("eventsPerSecond"));
        wallEventsPerSecond.writeTo(json.putObject("wallEventsPerSecond"));
        gemmGigaflops.writeTo(json.putObject("gemmGigaflops"));
        json.put("gigaflops", gigaflops());
        json.put("percentOfGemm", percentOfGemm());
        peer.ifPresent(other -> other.writeTo(json.putObject("peer").putObject("eventsPerSecond")));
        ratio().ifPresent(ratio -> json.put("ratio", ratio));
    }
}
