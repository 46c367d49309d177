package io.segue.streaming.bench.score;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One engine with one catalogue and one batch.
 *
 * @param ms of a call that steps the batch and lists the best 20 of all items for each session, by the time of the core
 * @param wallMs the same by the clock on the wall
 * @param spread between repetitions, as a part of the median
 * @param stepMs of the same call with next to no items: the step, and what surrounds it
 * @param overlap part of the lists that a reference in double precision lists, too
 * @param scoreErrorMax largest difference of a score from the reference's
 */
record ScoreCell(
        String engine,
        int items,
        int batch,
        int hiddenSize,
        double ms,
        double wallMs,
        double spread,
        double stepMs,
        double overlap,
        double scoreErrorMax) {
    private static final double PERCENT = 100;

    double gigabytesPerSecond() {
        return (double) items * hiddenSize * Float.BYTES / 1e6 / scoreMs();
    }

    double gigaflops() {
        return 2.0 * items * hiddenSize * batch / 1e6 / scoreMs();
    }

    /** Of the scores and lists alone. */
    private double scoreMs() {
        return Math.max(ms - stepMs, 1e-6);
    }

    void writeTo(ObjectNode json, ScoreCeiling ceiling) {
        json.put("engine", engine);
        json.put("items", items);
        json.put("batch", batch);
        json.put("ms", ms);
        json.put("wallMs", wallMs);
        json.put("spread", spread);
        json.put("stepMs", stepMs);
        json.put("percentOfBandwidth", percentOfBandwidth(ceiling));
        json.put("percentOfGemm", percentOfGemm(ceiling));
        json.put("percentOfPeak", PERCENT * gigaflops() / ceiling.peakGigaflops());
        json.put("overlap", overlap);
        json.put("scoreErrorMax", scoreErrorMax);
    }

    double percentOfBandwidth(ScoreCeiling ceiling) {
        return PERCENT * gigabytesPerSecond() / ceiling.readGigabytesPerSecond();
    }

    double percentOfGemm(ScoreCeiling ceiling) {
        return PERCENT * gigaflops() / ceiling.gemmGigaflops();
    }
}
