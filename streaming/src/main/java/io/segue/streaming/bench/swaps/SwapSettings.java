package io.segue.streaming.bench.swaps;

import static io.segue.state.settings.Requirements.require;

import java.time.Duration;

/**
 * How models are swapped under load.
 *
 * @param swaps that are looked at
 * @param eventsPerSecond of the load
 * @param items of the shop that visits it
 * @param quiet how long the same load is answered without a swap, before and after
 * @param pause between a swap that has gone through and the next
 */
public record SwapSettings(int swaps, double eventsPerSecond, int items, Duration quiet, Duration pause) {
    private static final int WARM_UP_SWAPS_MAX = 10;
    private static final double EVENTS_PER_SECOND_MAX = 10_000;

    public SwapSettings {
        require(swaps >= 1 && swaps <= 100_000, "--swaps", swaps, "within [1, 100000]");
        require(
                eventsPerSecond >= 1 && eventsPerSecond <= EVENTS_PER_SECOND_MAX,
                "--rate",
                eventsPerSecond,
                "within [1, 10000] events/s");
        require(items >= 20 && items <= 1_000_000, "--items", items, "within [20, 1000000]");
        require(quiet.toSeconds() >= 1, "--quiet", quiet, "at least 1s");
        require(pause.toMillis() >= 0 && pause.toHours() < 1, "--pause", pause, "within [0, 1h)");
    }

    /** Before anything is measured: what is allocated once is allocated then. */
    int warmUpSwaps() {
        return Math.min(swaps, WARM_UP_SWAPS_MAX);
    }
}
