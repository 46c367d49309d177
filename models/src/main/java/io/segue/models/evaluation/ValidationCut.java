package io.segue.models.evaluation;

import io.segue.state.log.LoggedEvent;
import java.util.List;

/**
 * The validation slice of a log: the test slice is cut off first, then the newest days of what is left are split off by
 * the same protocol. Of the test nothing is seen but when it begins.
 *
 * @param validationFromMs first moment of the validation slice, epoch milliseconds
 * @param testFromMs first moment of the test slice, epoch milliseconds
 * @param split the older part to learn from, the validation slice to judge on
 */
public record ValidationCut(long validationFromMs, long testFromMs, Split split) {
    /**
     * Cuts a log.
     *
     * @param test by which the test slice is cut off
     * @param validation by which the rest is split
     * @param events in event-time order
     * @throws TooLittleDataException if what is left does not allow a judgement
     */
    public static ValidationCut of(LastDaysProtocol test, LastDaysProtocol validation, List<LoggedEvent> events) {
        long testFromMs = test.boundaryMs(events);
        List<LoggedEvent> older = events.stream()
                .filter(event -> event.timestampMs() < testFromMs)
                .toList();
        Split split = validation.split(older);
        return new ValidationCut(validation.boundaryMs(older), testFromMs, split);
    }
}
