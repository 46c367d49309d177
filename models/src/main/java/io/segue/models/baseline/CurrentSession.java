package io.segue.models.baseline;

import io.segue.models.vocabulary.Vocabulary;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.util.Arrays;
import java.util.List;

/**
 * The session that is answered, as rows of a vocabulary. Items that it lacks are skipped, as if they had not been seen.
 *
 * @param rows distinct, newest first: an item seen twice stands where it was seen last
 * @param hiddenRow never proposed; -1 where all may be
 * @param nowMs event time of the newest event
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record CurrentSession(int[] rows, int hiddenRow, long nowMs) {
    private static final int NONE = -1;

    /**
     * Reads a session.
     *
     * @param repeatsCollapsed whether the item just seen is never the next one
     * @param itemsMax the newest distinct items that count
     */
    static CurrentSession of(SessionTail session, Vocabulary vocabulary, boolean repeatsCollapsed, int itemsMax) {
        List<SessionEvent> events = session.events();
        int[] rows = new int[Math.min(events.size(), itemsMax)];
        int count = 0;
        for (int i = events.size() - 1; i >= 0 && count < rows.length; i--) {
            int row = vocabulary.row(events.get(i).itemId());
            if (row != NONE && !contains(rows, count, row)) {
                rows[count++] = row;
            }
        }
        SessionEvent newest = session.newest();
        int hiddenRow = repeatsCollapsed ? vocabulary.row(newest.itemId()) : NONE;
        return new CurrentSession(Arrays.copyOf(rows, count), hiddenRow, newest.timestampMs());
    }

    private static boolean contains(int[] rows, int count, int row) {
        for (int i = 0; i < count; i++) {
            if (rows[i] == row) {
                return true;
            }
        }
        return false;
    }
}
