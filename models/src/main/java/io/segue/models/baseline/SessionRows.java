package io.segue.models.baseline;

import io.segue.models.vocabulary.Vocabulary;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Whole sessions as rows of a vocabulary, in order of their newest event, so that of two sessions the one with the
 * larger number is the newer one.
 *
 * @param starts events of session s are those in [starts[s], starts[s + 1]), oldest first
 * @param rows of the events
 * @param endSeconds event time of each session's newest event, in whole seconds
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record SessionRows(Vocabulary vocabulary, int[] starts, int[] rows, long[] endSeconds) {
    /** One event alone says nothing about what follows it, or what goes with it. */
    static final int EVENTS_MIN = 2;

    static final long SECOND_MS = 1_000;

    /** The newest sessions that tell something, over the vocabulary of their own items in order of their ids. */
    static SessionRows of(List<UserSession> sessions, SessionIndexLimits limits) {
        List<List<SessionEvent>> kept = newest(sessions, limits);
        List<String> itemIds = kept.stream()
                .flatMap(List::stream)
                .map(SessionEvent::itemId)
                .distinct()
                .sorted()
                .toList();
        return of(new Vocabulary(itemIds), kept);
    }

    /** The newest sessions that tell something, over a given vocabulary: other items are left out. */
    static SessionRows of(Vocabulary vocabulary, List<UserSession> sessions, SessionIndexLimits limits) {
        return of(vocabulary, newest(sessions, limits));
    }

    private static List<List<SessionEvent>> newest(List<UserSession> sessions, SessionIndexLimits limits) {
        List<List<SessionEvent>> ordered = sessions.stream()
                .map(UserSession::tail)
                .filter(tail -> tail.events().size() >= EVENTS_MIN)
                .sorted(Comparator.comparingLong(tail -> tail.newest().timestampMs()))
                .map(SessionTail::events)
                .map(events -> events.subList(Math.max(0, events.size() - limits.itemsMax()), events.size()))
                .toList();
        return ordered.subList(Math.max(0, ordered.size() - limits.sessionsMax()), ordered.size());
    }

    private static SessionRows of(Vocabulary vocabulary, List<List<SessionEvent>> sessions) {
        int[] starts = new int[sessions.size() + 1];
        int[] rows = new int[sessions.stream().mapToInt(List::size).sum()];
        long[] endSeconds = new long[sessions.size()];
        int count = 0;
        for (List<SessionEvent> events : sessions) {
            int end = starts[count];
            for (SessionEvent event : events) {
                int row = vocabulary.row(event.itemId());
                if (row >= 0) {
                    rows[end++] = row;
                }
            }
            if (end - starts[count] >= EVENTS_MIN) {
                long endMs = events.get(events.size() - 1).timestampMs();
                endSeconds[count] = Math.floorDiv(endMs, SECOND_MS);
                starts[++count] = end;
            }
        }
        return new SessionRows(
                vocabulary,
                Arrays.copyOf(starts, count + 1),
                Arrays.copyOf(rows, starts[count]),
                Arrays.copyOf(endSeconds, count));
    }

    int count() {
        return endSeconds.length;
    }

    int start(int session) {
        return starts[session];
    }

    int end(int session) {
        return starts[session + 1];
    }

    int length(int session) {
        return starts[session + 1] - starts[session];
    }

    /** Events of the longest session, 0 where there is none. */
    int lengthMax() {
        int max = 0;
        for (int session = 0; session < count(); session++) {
            max = Math.max(max, length(session));
        }
        return max;
    }

    /** Whether the item of an event was not in the session before. */
    boolean isFirst(int session, int event) {
        for (int i = start(session); i < event; i++) {
            if (rows[i] == rows[event]) {
                return false;
            }
        }
        return true;
    }
}
