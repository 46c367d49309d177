package io.segue.models.evaluation;

import static io.segue.state.settings.Requirements.require;

import io.segue.models.training.TrainingSet;
import io.segue.state.log.LoggedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * For models that go on learning: the first hours are learned from, every later event is judged on and then heard of,
 * in order of time. A session that began before goes on. Repeats of the item just seen are made one, nothing else is
 * left out. All items are announced when the judgement begins, later ones with the content of their first event.
 */
public final class PrequentialProtocol implements Protocol {
    private final int eventsMax;
    private final Duration judgeAfter;
    private final Duration gap;

    /**
     * A protocol.
     *
     * @param eventsMax the first events of a log are taken, at most so many
     * @param judgeAfter time from the first event on that is learned from
     * @param gap idle time that ends a session of a log that names none
     */
    public PrequentialProtocol(int eventsMax, Duration judgeAfter, Duration gap) {
        require(eventsMax >= 1, "the number of events", eventsMax, "at least 1");
        require(judgeAfter.toMillis() >= 1, "the time before the judgement", judgeAfter, "above 0");
        this.eventsMax = eventsMax;
        this.judgeAfter = judgeAfter;
        this.gap = gap;
    }

    @Override
    public String name() {
        return "prequential";
    }

    @Override
    public Split split(List<LoggedEvent> events) {
        List<LoggedEvent> first = events.subList(0, Math.min(eventsMax, events.size()));
        long boundaryMs = first.isEmpty() ? 0 : first.get(0).timestampMs() + judgeAfter.toMillis();
        List<LoggedSession> sessions =
                SessionCut.each(SessionCut.sessions(first, gap), LoggedSession::withoutRepeats, 1);
        List<LoggedSession> train =
                SessionCut.each(sessions, session -> session.only(event -> event.timestampMs() < boundaryMs), 1);
        List<TestSession> test = new ArrayList<>();
        for (LoggedSession session : sessions) {
            int before = session.only(event -> event.timestampMs() < boundaryMs).size();
            if (before < session.size()) {
                test.add(new TestSession(session, before));
            }
        }
        return new Split(
                        new TrainingSet(Split.forTraining(train), LastDaysProtocol.catalogue(first, boundaryMs), true),
                        test,
                        Split.firstSeen(first))
                .orTooLittle("protocol prequential", first.size());
    }
}
