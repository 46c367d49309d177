package io.segue.models.recommender;

import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.Scorer;
import io.segue.models.training.TrainingTurn;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionSettings;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that users had, for a model with a memory: the offline twin of {@link io.segue.state.session.UserState}.
 * As there, a user has one open session: an event that names another one ends it, and what comes back to it later is a
 * session of its own, which holds nothing of the first part. A session is encoded when the first turn after it asks.
 */
final class UserPasts {
    private static final float[] NO_MEMORY = {};

    /** A session that ended, and the one before it; of both nothing but the state is kept once it is encoded. */
    static final class Past {
        @Nullable
        Past before;

        private SessionTail tail;
        private float[] state = NO_MEMORY;

        private Past(Open ended) {
            this.before = ended.before;
            this.tail = ended.tail;
        }

        private void encoded(float[] after) {
            state = after;
            before = null;
            tail = SessionTail.EMPTY;
        }

        private boolean isEncoded() {
            return state.length > 0;
        }

        private boolean canBeEncoded() {
            return before == null || before.isEncoded();
        }
    }

    /** A user's open session, up to the newest event. */
    static final class Open {
        final @Nullable Past before;
        private final String sessionId;
        private final SessionTail tail;

        private Open(String sessionId, @Nullable Past before, SessionTail tail) {
            this.sessionId = sessionId;
            this.before = before;
            this.tail = tail;
        }

        SessionTail tail() {
            return tail;
        }
    }

    private final Map<String, Open> openByUser = new HashMap<>();

    UserPasts(List<UserSession> sessions) {
        for (TrainingTurn turn : TrainingTurn.inTimeOrder(sessions)) {
            heard(turn.userId(), turn.sessionId(), turn.tail());
        }
    }

    /**
     * Takes an event in.
     *
     * @param logged the session up to and including it, as the log has it
     */
    Open heard(String userId, String sessionId, SessionTail logged) {
        Open open = openByUser.get(userId);
        Open after;
        if (open == null) {
            after = new Open(sessionId, null, logged);
        } else if (open.sessionId.equals(sessionId) && !logged.isOpening()) {
            SessionTail tail = open.tail.append(logged.newest(), SessionSettings.TAIL_MAX_DEFAULT);
            after = new Open(sessionId, open.before, tail);
        } else {
            after = new Open(sessionId, new Past(open), since(open.tail.newest().timestampMs(), logged));
        }
        openByUser.put(userId, after);
        return after;
    }

    /** What of a session comes after a moment, its newest event in any case. */
    private static SessionTail since(long timestampMs, SessionTail logged) {
        List<SessionEvent> events = logged.events();
        int from = events.size() - 1;
        while (from > 0 && events.get(from - 1).timestampMs() > timestampMs) {
            from--;
        }
        return from == 0 ? logged : new SessionTail(events.subList(from, events.size()), ContextFeatures.NO_PRECEDING);
    }

    /** What these sessions began with, in their order; all that can be encoded at once is one model call. */
    static List<float[]> memories(List<Open> sessions, Scorer scorer) {
        Set<Past> missing = new LinkedHashSet<>();
        for (Open session : sessions) {
            for (Past at = session.before; at != null && !at.isEncoded(); at = at.before) {
                missing.add(at);
            }
        }
        while (!missing.isEmpty()) {
            List<Past> wave = missing.stream().filter(Past::canBeEncoded).toList();
            List<ModelAnswer> answers =
                    scorer.recommend(wave.stream().map(UserPasts::request).toList(), 1);
            for (int i = 0; i < wave.size(); i++) {
                wave.get(i).encoded(answers.get(i).hidden());
                missing.remove(wave.get(i));
            }
        }
        return sessions.stream().map(session -> stateOf(session.before)).toList();
    }

    private static ModelRequest request(Past past) {
        return ModelRequest.replay(stateOf(past.before), past.tail, "");
    }

    private static float[] stateOf(@Nullable Past past) {
        return past == null ? NO_MEMORY : past.state;
    }
}
