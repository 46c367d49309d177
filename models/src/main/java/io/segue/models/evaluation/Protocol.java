package io.segue.models.evaluation;

import io.segue.state.log.LoggedEvent;
import java.util.List;

/** Which part of a log is learned from, which one is judged on, and what is left out. */
public interface Protocol {
    String name();

    /**
     * Splits a log.
     *
     * @param events in event-time order
     * @throws TooLittleDataException if what is left does not allow a judgement
     */
    Split split(List<LoggedEvent> events);
}
