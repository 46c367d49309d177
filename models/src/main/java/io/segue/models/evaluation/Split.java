package io.segue.models.evaluation;

import io.segue.models.training.TrainingSet;
import io.segue.state.log.LoggedEvent;
import io.segue.state.session.UserSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A log, split.
 *
 * @param train the catalogue has the items that can be recommended
 * @param test in order of their first event
 * @param firstSeenMs when the log first had an item, epoch milliseconds
 */
public record Split(TrainingSet train, List<TestSession> test, Map<String, Long> firstSeenMs) {
    /** Fewer say nothing of a model. */
    public static final int TRAIN_SESSIONS_MIN = 50;

    private static final int SESSION_EVENTS_MIN = 2;

    public Split {
        test = List.copyOf(test);
        firstSeenMs = Map.copyOf(firstSeenMs);
    }

    public SplitSizes sizes() {
        return new SplitSizes(
                train.sessions().size(),
                train.sessions().stream()
                        .mapToLong(session -> session.tail().events().size())
                        .sum(),
                train.catalogue().items().size(),
                test.size(),
                test.stream().mapToLong(TestSession::eventsCount).sum(),
                test.stream().mapToLong(TestSession::predictionsCount).sum());
    }

    /**
     * This split, if it allows a judgement.
     *
     * @param protocol that made it of {@code eventsCount} events
     * @throws TooLittleDataException if not
     */
    Split orTooLittle(String protocol, long eventsCount) {
        SplitSizes sizes = sizes();
        if (sizes.trainSessions() < TRAIN_SESSIONS_MIN || sizes.predictions() == 0) {
            throw new TooLittleDataException(
                    ("too little data: of %,d events, %s leaves %,d sessions to learn from, where at least %d are"
                                    + " needed, and %,d sessions with %,d predictions to judge on, where at least one is")
                            .formatted(
                                    eventsCount,
                                    protocol,
                                    sizes.trainSessions(),
                                    TRAIN_SESSIONS_MIN,
                                    sizes.testSessions(),
                                    sizes.predictions()));
        }
        return this;
    }

    /**
     * What is left to judge on for somebody who knows the log up to a moment: the sessions that begin later. What the
     * others have up to it is added to the training slice; their rest is not judged on.
     */
    public Split after(long knownUntilMs) {
        List<LoggedSession> known = new ArrayList<>();
        List<TestSession> left = new ArrayList<>();
        for (TestSession session : test) {
            if (session.session().startMs() > knownUntilMs) {
                left.add(session);
            } else {
                known.add(session.session());
            }
        }
        List<UserSession> sessions = new ArrayList<>(train.sessions());
        sessions.addAll(forTraining(SessionCut.each(
                known, session -> session.only(event -> event.timestampMs() <= knownUntilMs), SESSION_EVENTS_MIN)));
        return new Split(new TrainingSet(sessions, train.catalogue(), train.repeatsCollapsed()), left, firstSeenMs);
    }

    static List<UserSession> forTraining(List<LoggedSession> sessions) {
        return sessions.stream().map(LoggedSession::forTraining).toList();
    }

    /** When each item first came, in a log in event-time order. */
    static Map<String, Long> firstSeen(Iterable<LoggedEvent> events) {
        Map<String, Long> firstSeenMs = new HashMap<>();
        for (LoggedEvent event : events) {
            firstSeenMs.putIfAbsent(event.itemId(), event.timestampMs());
        }
        return firstSeenMs;
    }
}
