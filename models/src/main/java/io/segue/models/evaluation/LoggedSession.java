package io.segue.models.evaluation;

import static io.segue.state.settings.Requirements.require;

import io.segue.state.feature.ContextFeatures;
import io.segue.state.log.LoggedEvent;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A whole session of a log.
 *
 * @param sessionId unique in the log
 * @param events oldest first, at least one
 */
public record LoggedSession(String userId, String sessionId, List<LoggedEvent> events) {
    public LoggedSession {
        require(!events.isEmpty(), "events", "empty", "at least one event");
        events = List.copyOf(events);
    }

    public int size() {
        return events.size();
    }

    public long startMs() {
        return events.get(0).timestampMs();
    }

    public String itemId(int index) {
        return events.get(index).itemId();
    }

    /** The tail up to and including an event, at most {@code eventsMax} of it. */
    SessionTail tail(int index, int eventsMax) {
        int from = Math.max(0, index + 1 - eventsMax);
        long precedingMs =
                from == 0 ? ContextFeatures.NO_PRECEDING : events.get(from - 1).timestampMs();
        return new SessionTail(
                events.subList(from, index + 1).stream()
                        .map(LoggedSession::remembered)
                        .toList(),
                precedingMs);
    }

    UserSession forTraining() {
        return new UserSession(userId, sessionId, tail(events.size() - 1, events.size()));
    }

    private static SessionEvent remembered(LoggedEvent event) {
        return new SessionEvent(event.itemId(), event.interaction().type(), event.timestampMs());
    }

    /** The events that pass, in a list that may be empty: nothing but a filter may make a session so short. */
    List<LoggedEvent> only(Predicate<LoggedEvent> passes) {
        return events.stream().filter(passes).toList();
    }

    /** The events without those whose item is that of the one just before; the first of a run stays. */
    List<LoggedEvent> withoutRepeats() {
        List<LoggedEvent> kept = new ArrayList<>(events.size());
        for (LoggedEvent event : events) {
            if (kept.isEmpty() || !kept.get(kept.size() - 1).itemId().equals(event.itemId())) {
                kept.add(event);
            }
        }
        return kept;
    }

    boolean hasRepeats() {
        return withoutRepeats().size() < events.size();
    }
}
