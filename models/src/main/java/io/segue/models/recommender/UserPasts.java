package io.segue.models.recommender;

import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.Scorer;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that users had, for a model with a memory: the offline twin of what the serving operator keeps of a user
 * from one session to the next. A session is encoded when the first turn after it asks.
 */
final class UserPasts {
    static final float[] NO_MEMORY = {};

    /** A session as far as its user's next one found it, and the one before it. */
    static final class Past {
        private final @Nullable Past before;
        private final SessionTail session;
        private float[] state = NO_MEMORY;

        private Past(@Nullable Past before, SessionTail session) {
            this.before = before;
            this.session = session;
        }

        private boolean isEncoded() {
            return state.length > 0;
        }

        private boolean canBeEncoded() {
            return before == null || before.isEncoded();
        }
    }

    private final Map<String, Past> newest = new HashMap<>();

    /** @param sessions whole ones, in order of their first event */
    UserPasts(List<UserSession> sessions) {
        for (UserSession session : sessions) {
            begin(session.userId(), session.tail());
        }
    }

    /** Takes a turn in; returns what its session began with, nothing for a user's first. */
    @Nullable
    Past heard(String userId, SessionTail session) {
        Past open = newest.get(userId);
        boolean starts = session.events().size() == 1 && session.precedingTimestampMs() == ContextFeatures.NO_PRECEDING;
        if (open == null || starts) {
            return begin(userId, session);
        }
        newest.put(userId, new Past(open.before, session));
        return open.before;
    }

    private @Nullable Past begin(String userId, SessionTail session) {
        Past before = newest.get(userId);
        newest.put(userId, new Past(before, session));
        return before;
    }

    /** The states after these sessions, in their order; all that can be encoded at once is one model call. */
    static List<float[]> states(List<@Nullable Past> pasts, Scorer scorer) {
        Set<Past> missing = new LinkedHashSet<>();
        for (Past past : pasts) {
            for (Past at = past; at != null && !at.isEncoded(); at = at.before) {
                missing.add(at);
            }
        }
        while (!missing.isEmpty()) {
            List<Past> wave = missing.stream().filter(Past::canBeEncoded).toList();
            List<ModelAnswer> answers =
                    scorer.recommend(wave.stream().map(UserPasts::request).toList(), 1);
            for (int i = 0; i < wave.size(); i++) {
                wave.get(i).state = answers.get(i).hidden();
                missing.remove(wave.get(i));
            }
        }
        List<float[]> states = new ArrayList<>(pasts.size());
        for (Past past : pasts) {
            states.add(past == null ? NO_MEMORY : past.state);
        }
        return states;
    }

    private static ModelRequest request(Past past) {
        return ModelRequest.replay(past.before == null ? NO_MEMORY : past.before.state, cut(past.session), "");
    }

    private static SessionTail cut(SessionTail session) {
        List<SessionEvent> events = session.events();
        int dropped = events.size() - ModelRequest.INPUTS_MAX;
        return dropped <= 0
                ? session
                : new SessionTail(
                        events.subList(dropped, events.size()),
                        events.get(dropped - 1).timestampMs());
    }
}
