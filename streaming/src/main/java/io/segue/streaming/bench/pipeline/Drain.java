package io.segue.streaming.bench.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.streaming.local.AccountingFigures;

/**
 * One draining of the topics, from when all tasks run to the last answer.
 *
 * @param answers that were read in that time
 * @param seconds that they took
 * @param cpuMicrosPerEvent of the whole process: the job, the broker, and what counts the answers
 * @param answerBytes on average
 * @param userBytes of state when all was drained
 */
public record Drain(
        AccountingFigures accounting,
        long answers,
        double seconds,
        double cpuMicrosPerEvent,
        long answerBytes,
        long userBytes) {
    private static final double NANOS_A_SECOND = 1e9;
    private static final double NANOS_A_MICRO = 1e3;

    static Drain between(
            AnswerMeter.Reading start, AnswerMeter.Reading last, AccountingFigures accounting, StateSize state) {
        long answers = last.count() - start.count();
        return new Drain(
                accounting,
                answers,
                (last.atNanos() - start.atNanos()) / NANOS_A_SECOND,
                (last.cpuNanos() - start.cpuNanos()) / NANOS_A_MICRO / Math.max(1, answers),
                last.bytes() / Math.max(1, last.count()),
                state.userBytes());
    }

    public double eventsPerSecond() {
        return answers / seconds;
    }

    void writeTo(ObjectNode json) {
        json.put("eventsPerSecond", eventsPerSecond());
        json.put("seconds", seconds);
        json.put("processCpuMicrosPerEvent", cpuMicrosPerEvent);
        json.put("answerBytes", answerBytes);
        accounting.writeTo(json.putObject("accounting"));
    }
}
