package io.segue.models.gru;

import io.segue.state.item.ItemContent;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The events since the last step of a {@link GruLearner}, by user. Of a user one session is open; one that does not go on
 * from the last event begins anew.
 */
final class NewEvents {
    private final Map<String, Going> open = new LinkedHashMap<>();
    private final List<Going> ended = new ArrayList<>();
    private int examplesCount;

    /** A session, and how many of its events are new. */
    private record Going(SessionTail session, int events) {
        boolean isBefore(SessionTail other) {
            List<SessionEvent> events = other.events();
            return events.size() >= 2 && events.get(events.size() - 2).equals(session.newest());
        }
    }

    /**
     * Takes in an event; one that was heard before is passed over.
     *
     * @param session up to and including the event
     */
    void add(String userId, SessionTail session) {
        Going before = open.get(userId);
        if (before != null && before.session().equals(session)) {
            return;
        }
        int newBefore = 0;
        if (before != null && before.isBefore(session)) {
            newBefore = before.events();
        } else if (before != null) {
            ended.add(before);
        }
        open.put(userId, new Going(session, newBefore + 1));
        List<SessionEvent> events = session.events();
        boolean isChange = events.size() >= 2
                && !events.get(events.size() - 2)
                        .itemId()
                        .equals(session.newest().itemId());
        examplesCount += isChange ? 1 : 0;
    }

    /** Changes from an item to another. */
    int examplesCount() {
        return examplesCount;
    }

    /** Moves the events into a step's data, each session from as many inputs back as a gradient flows through. */
    void moveTo(TrainingData data, int stepsMax, Function<String, ItemContent> contentOf) {
        ended.addAll(open.values());
        for (Going going : ended) {
            int size = going.session().events().size();
            int first = Math.max(0, size - 1 - Math.max(stepsMax, going.events()));
            data.add(going.session(), first, size - going.events(), contentOf);
        }
        ended.clear();
        open.clear();
        examplesCount = 0;
    }
}
