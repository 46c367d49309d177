package io.segue.streaming.bench.swaps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.streaming.bench.ProcessMemory;
import io.segue.streaming.local.AccountingFigures;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What the swaps did to the answers.
 *
 * @param heard answers read from the topic
 * @param heardAgain of them, those that had been read before
 * @param notRanked of them, those that the ranker of their own model did not order, by their reason
 * @param answersByVersion as the answers name it
 * @param quietMs from publishing an event to reading its answer while no model was swapped
 * @param swapMs the same from each promotion to a second after the first answer of the new model
 * @param takesMs from a promotion to the first answer of the new model
 * @param before memory after the first swaps
 * @param after memory after the last one
 */
public record SwapFigures(
        SwapSettings settings,
        long published,
        AccountingFigures accounting,
        long heard,
        long heardAgain,
        Map<String, Long> notRanked,
        Map<String, Long> answersByVersion,
        Histogram quietMs,
        Histogram swapMs,
        Histogram takesMs,
        ProcessMemory before,
        ProcessMemory after) {
    private static final double P99 = 99;

    /** Whether every event has one outcome, every answer was heard once, and all of it was whole. */
    public boolean isSound() {
        return accounting.consumed() == published
                && accounting.balances()
                && heard == accounting.answered()
                && heardAgain == 0
                && notRanked.isEmpty();
    }

    double p99Ratio() {
        return (double) swapMs.getValueAtPercentile(P99) / Math.max(1, quietMs.getValueAtPercentile(P99));
    }

    public void writeTo(ObjectNode json) {
        json.put("swaps", settings.swaps());
        json.put("eventsPerSecond", settings.eventsPerSecond());
        json.put("published", published);
        accounting.writeTo(json);
        json.put("heard", heard);
        json.put("heardAgain", heardAgain);
        notRanked.forEach(json.putObject("notRanked")::put);
        answersByVersion.forEach(json.putObject("answersByVersion")::put);
        write(quietMs, json.putObject("quietMs"));
        write(swapMs, json.putObject("swapMs"));
        write(takesMs, json.putObject("takesMs"));
        json.put("p99Ratio", p99Ratio());
        before.writeTo(json.putObject("memoryBefore"));
        after.writeTo(json.putObject("memoryAfter"));
    }

    private static void write(Histogram ms, ObjectNode json) {
        json.put("count", ms.getTotalCount());
        json.put("p50", ms.getValueAtPercentile(50));
        json.put("p90", ms.getValueAtPercentile(90));
        json.put("p99", ms.getValueAtPercentile(P99));
        json.put("max", ms.getMaxValue());
    }

    /** The last thing that the benchmark prints. */
    public String summary() {
        return """

                %,d swaps at %,.0f events/s: %,d events published, %,d answers heard%s
                  not whole     %,d heard again, not ordered by the ranker of their own model: %s
                  answered by   %s
                  a swap takes  %s from the promotion to the first answer of the new model
                  without swap  %s from publishing an event to reading its answer (the baseline)
                  during swaps  %s
                  ratio         p99 during swaps is %.2f times that without
                  memory        %s after %d swaps
                                %s after all
                """.formatted(
                        settings.swaps(),
                        settings.eventsPerSecond(),
                        published,
                        heard,
                        isSound() ? "" : "\n  NOT SOUND: " + accounting,
                        heardAgain,
                        notRanked.isEmpty() ? "none" : notRanked,
                        answersByVersion,
                        line(takesMs),
                        line(quietMs),
                        line(swapMs),
                        p99Ratio(),
                        before,
                        settings.warmUpSwaps(),
                        after);
    }

    private static String line(Histogram ms) {
        return "p50 %,d ms, p99 %,d ms, at most %,d ms"
                .formatted(ms.getValueAtPercentile(50), ms.getValueAtPercentile(P99), ms.getMaxValue());
    }
}
