package io.segue.models.gru;

import io.segue.state.item.ItemCatalogue;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events since the last step of a {@link GruLearner}, by session. */
final class NewEvents {
    private final Map<String, Going> sessions = new LinkedHashMap<>();
    private int examplesCount;

    /** A session that goes on, and how many of its events are new. */
    private record Going(SessionTail session, int events) {}

    /** @param session up to and including the event */
    void add(String sessionId, SessionTail session) {
        List<SessionEvent> events = session.events();
        if (events.size() < 2) {
            return;
        }
        Going before = sessions.getOrDefault(sessionId, new Going(session, 0));
        sessions.put(sessionId, new Going(session, before.events() + 1));
        String previous = events.get(events.size() - 2).itemId();
        examplesCount += previous.equals(session.newest().itemId()) ? 0 : 1;
    }

    /** Changes from an item to another. */
    int examplesCount() {
        return examplesCount;
    }

    /** Moves the events into a step's data, each session cut to as many inputs as a gradient flows through. */
    void moveTo(TrainingData data, int stepsMax, ItemCatalogue catalogue) {
        for (Going going : sessions.values()) {
            SessionTail end = going.session().newest(Math.max(stepsMax, going.events()) + 1);
            data.add(end, end.events().size() - going.events(), catalogue);
        }
        sessions.clear();
        examplesCount = 0;
    }
}
