package io.segue.models.gru;

import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An item that the session holds already, and how it was last seen. Training and serving share this.
 *
 * @param distance events between then and now: 0 for the one before the newest
 * @param gapBin floor(log2(1 + seconds since)), the last bin open-ended
 * @param type of the event, its ordinal
 */
record CopiedItem(String itemId, int distance, int gapBin, int type) {
    static final int GAP_BINS = 16;

    private static final long MS_PER_SECOND = 1_000;

    /**
     * The items of a session that may come again, newest first: all but the one just seen.
     *
     * @param newest index of the event that was just seen
     * @param eventsMax how far back to look
     */
    static List<CopiedItem> of(SessionTail session, int newest, int eventsMax) {
        List<SessionEvent> events = session.events();
        List<CopiedItem> copied = new ArrayList<>();
        if (events.isEmpty()) {
            return copied;
        }
        Set<String> seen = new HashSet<>();
        seen.add(events.get(newest).itemId());
        for (int distance = 0; distance < Math.min(eventsMax, newest); distance++) {
            SessionEvent event = events.get(newest - 1 - distance);
            if (seen.add(event.itemId())) {
                long sinceMs = events.get(newest).timestampMs() - event.timestampMs();
                copied.add(new CopiedItem(
                        event.itemId(), distance, gapBin(sinceMs), event.type().ordinal()));
            }
        }
        return copied;
    }

    private static int gapBin(long sinceMs) {
        long seconds = Math.max(0, sinceMs) / MS_PER_SECOND;
        return Math.min(Long.SIZE - 1 - Long.numberOfLeadingZeros(1 + seconds), GAP_BINS - 1);
    }
}
