package io.segue.state.session;

import static io.segue.state.settings.Requirements.require;

import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.Interaction;
import java.util.List;

/**
 * A whole session with all that is known of its interactions: what the session log keeps.
 *
 * @param sessionId as serving names it, where every interaction came in order of its time; a user may come back to a name
 * @param interactions in order of their time, at least one
 */
public record ClosedSession(String userId, String sessionId, List<Interaction> interactions) {
    public ClosedSession {
        require(!interactions.isEmpty(), "interactions", "empty", "at least one");
        interactions = List.copyOf(interactions);
    }

    public long startMs() {
        return interactions.get(0).timestampMs();
    }

    public long endMs() {
        return interactions.get(interactions.size() - 1).timestampMs();
    }

    /** What a model learns of it. */
    UserSession forTraining() {
        List<SessionEvent> events = interactions.stream()
                .map(one -> new SessionEvent(one.itemId(), one.type(), one.timestampMs()))
                .toList();
        return new UserSession(userId, sessionId, new SessionTail(events, ContextFeatures.NO_PRECEDING));
    }
}
