package io.segue.models.baseline;

import io.segue.models.tensor.Tensor;
import io.segue.models.vocabulary.Vocabulary;
import io.segue.state.session.UserSession;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Past sessions, and for every item the sessions that hold it, newest first: the index of VMIS-kNN (Kersbergen,
 * Sprangers, Schelter: Serenade, SIGMOD 2022). Immutable and thread safe; {@link VsKnn} and {@link Stan} can share one.
 */
public final class SessionIndex {
    private final SessionRows sessions;
    /** The sessions with item row r are those in [postingStarts[r], postingStarts[r + 1]) of postings, newest first. */
    private final int[] postingStarts;

    private final int[] postings;

    private SessionIndex(SessionRows sessions) {
        this.sessions = sessions;
        this.postingStarts = new int[sessions.vocabulary().size() + 1];
        for (int session = 0; session < sessions.count(); session++) {
            for (int i = sessions.start(session); i < sessions.end(session); i++) {
                postingStarts[sessions.rows()[i] + 1] += sessions.isFirst(session, i) ? 1 : 0;
            }
        }
        for (int row = 0; row < sessions.vocabulary().size(); row++) {
            postingStarts[row + 1] += postingStarts[row];
        }
        this.postings = new int[postingStarts[sessions.vocabulary().size()]];
        int[] ends = postingStarts.clone();
        for (int session = sessions.count() - 1; session >= 0; session--) {
            for (int i = sessions.start(session); i < sessions.end(session); i++) {
                if (sessions.isFirst(session, i)) {
                    postings[ends[sessions.rows()[i]]++] = session;
                }
            }
        }
    }

    /** An index with its own vocabulary and the default limits. */
    public static SessionIndex of(List<UserSession> sessions) {
        return of(sessions, SessionIndexLimits.DEFAULT);
    }

    /** An index over the newest sessions, with its own vocabulary: the items of these sessions. */
    public static SessionIndex of(List<UserSession> sessions, SessionIndexLimits limits) {
        return new SessionIndex(SessionRows.of(sessions, limits));
    }

    /** An index over the newest sessions that shares the vocabulary of a model; items that it lacks are left out. */
    public static SessionIndex of(Vocabulary vocabulary, List<UserSession> sessions, SessionIndexLimits limits) {
        return new SessionIndex(SessionRows.of(vocabulary, sessions, limits));
    }

    /**
     * An index as {@link #tensors()} wrote it.
     *
     * @param vocabulary the one that the written index had
     * @param tensors by name; those of others are not looked at
     * @throws IllegalArgumentException if a tensor is missing or cannot be that of an index; the message says what
     */
    public static SessionIndex of(Vocabulary vocabulary, Map<String, Tensor> tensors) {
        return new SessionIndex(SessionTensors.read(vocabulary, tensors));
    }

    /**
     * The sessions as tensors; the postings are made anew from them. See {@link SessionTensors} for their form.
     *
     * @throws IllegalStateException if the index is empty, since no tensor can be
     */
    public List<Tensor> tensors() {
        return SessionTensors.write(sessions);
    }

    public Vocabulary vocabulary() {
        return sessions.vocabulary();
    }

    public int sessionsCount() {
        return sessions.count();
    }

    SessionRows sessions() {
        return sessions;
    }

    /** How many sessions hold an item. */
    int support(int row) {
        return postingStarts[row + 1] - postingStarts[row];
    }

    /** By row: {@code ln((sessions + 1) / sessions with the item)}. */
    float[] inverseFrequencies() {
        float[] values = new float[vocabulary().size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = (float) Math.log((sessions.count() + 1.0) / Math.max(1, support(row)));
        }
        return values;
    }

    /** By row: what stands for {@link #inverseFrequencies()} where rare items do not count more. */
    float[] ones() {
        float[] values = new float[vocabulary().size()];
        Arrays.fill(values, 1);
        return values;
    }

    int postingsStart(int row) {
        return postingStarts[row];
    }

    int postingsEnd(int row) {
        return postingStarts[row + 1];
    }

    /** A session by its place among the postings. */
    int posting(int index) {
        return postings[index];
    }
}
