package io.segue.state.session;

import io.segue.state.feature.ContextFeatures;
import io.segue.state.feature.StepInput;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest interactions of one session, oldest first, never more than the caller's limit: what a new model replays to
 * know the session.
 *
 * @param precedingTimestampMs event time of the interaction that came just before the oldest one kept, or
 *     {@link ContextFeatures#NO_PRECEDING}: the features of the oldest one stay what they were
 */
public record SessionTail(List<SessionEvent> events, long precedingTimestampMs) {
    public static final SessionTail EMPTY = new SessionTail(List.of(), ContextFeatures.NO_PRECEDING);

    public SessionTail {
        events = List.copyOf(events);
    }

    public SessionTail append(SessionEvent event, int eventsMax) {
        int dropped = Math.max(0, events.size() + 1 - eventsMax);
        List<SessionEvent> kept = new ArrayList<>(events.size() + 1 - dropped);
        kept.addAll(events.subList(dropped, events.size()));
        kept.add(event);
        long preceding =
                dropped == 0 ? precedingTimestampMs : events.get(dropped - 1).timestampMs();
        return new SessionTail(kept, preceding);
    }

    public boolean isEmpty() {
        return events.isEmpty();
    }

    /** Whether the newest interaction is the first of its session. */
    public boolean isOpening() {
        return events.size() == 1 && precedingTimestampMs == ContextFeatures.NO_PRECEDING;
    }

    public SessionEvent newest() {
        return events.get(events.size() - 1);
    }

    /** What a model reads for the newest interaction. */
    public StepInput newestInput() {
        return input(events.size() - 1);
    }

    /** What a model reads for every kept interaction, oldest first. */
    public List<StepInput> inputs() {
        List<StepInput> inputs = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            inputs.add(input(i));
        }
        return inputs;
    }

    /** What a model reads for one of the kept interactions. */
    public StepInput input(int index) {
        SessionEvent event = events.get(index);
        long preceding =
                index == 0 ? precedingTimestampMs : events.get(index - 1).timestampMs();
        return new StepInput(event.itemId(), ContextFeatures.of(event.type(), event.timestampMs(), preceding));
    }
}
