package io.segue.models.baseline;

/**
 * The past sessions that are most like the current one, as a heap of bounded size with the least like on top. For one
 * answer only.
 */
final class Neighbours {
    private final int[] sessions;
    private final float[] similarities;
    private final int[] matches;
    private int size;

    private Neighbours(int neighboursMax) {
        this.sessions = new int[neighboursMax];
        this.similarities = new float[neighboursMax];
        this.matches = new int[neighboursMax];
    }

    /** How like the current session a past one is. */
    interface Similarity {
        /**
         * The similarity, above zero for a neighbour.
         *
         * @param shared weights of the shared items, summed
         */
        float of(int session, float shared);
    }

    /**
     * Searches among the newest sessions that share an item with the current one. The postings of its items are merged,
     * so these sessions come up newest first and the search stops early, after the last of them, without a look at
     * older ones; that is what VMIS-kNN does with a heap of sessions, where some enter only to be thrown out again.
     *
     * @param rows items of the current session, distinct, newest first
     * @param weights of these items
     * @param samplesMax sessions that are looked at
     * @param neighboursMax sessions that are found; the more similar, and of the equally similar the newer ones
     */
    static Neighbours search(
            SessionIndex index, int[] rows, float[] weights, int samplesMax, int neighboursMax, Similarity similarity) {
        Neighbours neighbours = new Neighbours(Math.min(neighboursMax, samplesMax));
        int[] cursors = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            cursors[i] = index.postingsStart(rows[i]);
        }
        for (int sample = 0; sample < samplesMax; sample++) {
            int session = -1;
            for (int i = 0; i < rows.length; i++) {
                if (cursors[i] < index.postingsEnd(rows[i])) {
                    session = Math.max(session, index.posting(cursors[i]));
                }
            }
            if (session < 0) {
                break;
            }
            float shared = 0;
            int match = -1;
            for (int i = 0; i < rows.length; i++) {
                if (cursors[i] < index.postingsEnd(rows[i]) && index.posting(cursors[i]) == session) {
                    shared += weights[i];
                    match = match < 0 ? i : match;
                    cursors[i]++;
                }
            }
            neighbours.offer(session, similarity.of(session, shared), match);
        }
        return neighbours;
    }

    private void offer(int session, float similarity, int match) {
        if (similarity <= 0) {
            return;
        }
        if (size < sessions.length) {
            int hole = size++;
            while (hole > 0 && isLess(session, similarity, (hole - 1) / 2)) {
                move((hole - 1) / 2, hole);
                hole = (hole - 1) / 2;
            }
            set(hole, session, similarity, match);
        } else if (!isLess(session, similarity, 0)) {
            replaceTop(session, similarity, match);
        }
    }

    private void replaceTop(int session, float similarity, int match) {
        int hole = 0;
        for (int child = 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && isLess(sessions[child + 1], similarities[child + 1], child)) {
                child++;
            }
            if (isLess(session, similarity, child)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        set(hole, session, similarity, match);
    }

    private boolean isLess(int session, float similarity, int other) {
        return similarity < similarities[other] || (similarity == similarities[other] && session < sessions[other]);
    }

    private void move(int from, int to) {
        set(to, sessions[from], similarities[from], matches[from]);
    }

    private void set(int at, int session, float similarity, int match) {
        sessions[at] = session;
        similarities[at] = similarity;
        matches[at] = match;
    }

    int size() {
        return size;
    }

    int session(int neighbour) {
        return sessions[neighbour];
    }

    float similarity(int neighbour) {
        return similarities[neighbour];
    }

    /** The newest item of the current session that this neighbour has, counted back from 0, the newest of all. */
    int match(int neighbour) {
        return matches[neighbour];
    }
}
