package io.segue.state.live;

import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.util.ArrayList;
import java.util.List;

/**
 * One item came after another in a session.
 *
 * @param log2Weight 0 where it came directly after, {@code -log2(n)} where it came {@code n} events later
 */
public record Transition(String fromItemId, String toItemId, double log2Weight) {
    private static final double LN_2 = Math.log(2);

    /** The transitions that the newest event of a session makes; none from an item to itself. */
    public static List<Transition> of(SessionTail session, int distanceMax) {
        List<SessionEvent> events = session.events();
        String newest = session.newest().itemId();
        List<Transition> transitions = new ArrayList<>(distanceMax);
        for (int distance = 1; distance <= distanceMax && distance < events.size(); distance++) {
            String from = events.get(events.size() - 1 - distance).itemId();
            if (!from.equals(newest)) {
                transitions.add(new Transition(from, newest, -Math.log(distance) / LN_2));
            }
        }
        return transitions;
    }
}
