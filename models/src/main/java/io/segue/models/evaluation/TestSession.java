package io.segue.models.evaluation;

import static io.segue.state.settings.Requirements.require;

/**
 * A session to judge on.
 *
 * @param playedFrom index of the first event of the test slice; what lies before it, in a session that began in the
 *     training slice, is known and not judged
 */
public record TestSession(LoggedSession session, int playedFrom) {
    public TestSession {
        require(playedFrom >= 0 && playedFrom < session.size(), "playedFrom", playedFrom, "an event of the session");
    }

    static TestSession whole(LoggedSession session) {
        return new TestSession(session, 0);
    }

    int eventsCount() {
        return session.size() - playedFrom;
    }

    /** Every event but the last one has a next one to be found. */
    int predictionsCount() {
        return eventsCount() - 1;
    }
}
