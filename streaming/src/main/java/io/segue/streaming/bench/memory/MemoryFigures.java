package io.segue.streaming.bench.memory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.streaming.bench.Machine;
import java.util.List;
import java.util.Optional;

/**
 * What became of the memory.
 *
 * @param samples the first after the warm-up, the last at the end
 * @param arenas of glibc, as the environment sets them; empty where it does not
 * @param predictionsPerSecond by the clock, loading included
 */
public record MemoryFigures(
        MemorySettings settings,
        List<MemorySample> samples,
        Machine before,
        Optional<String> arenas,
        double predictionsPerSecond) {
    /** More than after the warm-up, as a part of that. */
    private static final double GROWTH_MAX = 0.05;

    private static final double PERCENT = 100;
    private static final double MIB = 1 << 20;

    public MemoryFigures {
        samples = List.copyOf(samples);
    }

    private MemorySample warm() {
        return samples.get(0);
    }

    private MemorySample end() {
        return samples.get(samples.size() - 1);
    }

    /** Of the resident memory since the warm-up, as a part of that. */
    double growth() {
        return (double) end().memory().residentBytes() / warm().memory().residentBytes() - 1;
    }

    /** Whether the resident memory is what it was after the warm-up; not where the system does not say what it is. */
    public boolean isFlat() {
        long warm = warm().memory().residentBytes();
        return warm > 0 && end().memory().residentBytes() <= warm * (1 + GROWTH_MAX);
    }

    public void writeTo(ObjectNode json) {
        json.put("predictions", settings.predictions());
        json.put("swaps", settings.swaps());
        json.put("items", settings.items());
        json.put("hidden", settings.hidden());
        json.put("batch", settings.batch());
        json.put("predictionsPerSecond", predictionsPerSecond);
        arenas.ifPresent(count -> json.put("mallocArenaMax", count));
        json.put("growth", growth());
        json.put("flat", isFlat());
        before.writeTo(json.putObject("machine"));
        ArrayNode array = json.putArray("samples");
        samples.forEach(sample -> sample.writeTo(array.addObject()));
    }

    /** The last thing that the benchmark prints. */
    public String summary() {
        StringBuilder text = new StringBuilder();
        text.append("\n%,d predictions and %,d swaps, %,d items, %d units, batches of %d; %,.0f predictions/s\n"
                .formatted(
                        settings.predictions(),
                        settings.swaps(),
                        settings.items(),
                        settings.hidden(),
                        settings.batch(),
                        predictionsPerSecond));
        text.append("  machine  %s\n  malloc   MALLOC_ARENA_MAX=%s\n\n".formatted(before, arenas.orElse("(not set)")));
        text.append("%14s %8s %14s %14s %14s %14s\n"
                .formatted("predictions", "swaps", "resident MiB", "live heap MiB", "beside MiB", "direct MiB"));
        for (MemorySample sample : samples) {
            text.append("%,14d %,8d %,14.1f %,14.1f %,14.1f %,14.1f\n"
                    .formatted(
                            sample.predictions(),
                            sample.swaps(),
                            sample.memory().residentBytes() / MIB,
                            sample.memory().heapBytes() / MIB,
                            sample.memory().nativeBytes() / MIB,
                            sample.directBytes() / MIB));
        }
        text.append("\n  resident memory has grown by %.1f %% since the first line, the warm-up: %s\n"
                .formatted(PERCENT * growth(), isFlat() ? "FLAT" : "NOT FLAT, more than 5 %"));
        return text.toString();
    }
}
