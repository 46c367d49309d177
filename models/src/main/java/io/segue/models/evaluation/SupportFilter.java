package io.segue.models.evaluation;

import static io.segue.state.settings.Requirements.require;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Drops rare items and short sessions until neither is left. Each drop may make another session short, another item
 * rare, or two visits of one item neighbours, which are then made one.
 */
record SupportFilter(int sessionEventsMin, int itemSupportMin) {
    SupportFilter {
        require(sessionEventsMin >= 1, "sessionEventsMin", sessionEventsMin, "at least 1");
        require(itemSupportMin >= 1, "itemSupportMin", itemSupportMin, "at least 1");
    }

    List<LoggedSession> apply(List<LoggedSession> sessions) {
        List<LoggedSession> left = sessions;
        long before;
        do {
            before = SessionCut.eventsCount(left);
            left = SessionCut.each(left, LoggedSession::withoutRepeats, sessionEventsMin);
            Map<String, Integer> support = support(left);
            left = SessionCut.each(
                    left,
                    session -> session.only(event -> support.getOrDefault(event.itemId(), 0) >= itemSupportMin),
                    1);
        } while (SessionCut.eventsCount(left) < before);
        return left;
    }

    /** Events by item. */
    static Map<String, Integer> support(List<LoggedSession> sessions) {
        Map<String, Integer> support = new HashMap<>();
        for (LoggedSession session : sessions) {
            session.events().forEach(event -> support.merge(event.itemId(), 1, Integer::sum));
        }
        return support;
    }
}
