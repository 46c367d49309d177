package io.segue.models.evaluation;

import io.segue.models.training.TrainingSet;
import io.segue.state.log.LoggedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Two logs, already split by somebody else: taken as they are, so that figures compare with theirs. */
public final class GivenSplit {
    private GivenSplit() {}

    /**
     * The split of the two logs. Items that the first one lacks leave the second one, then sessions of one event.
     *
     * @param train in event-time order
     * @param test in event-time order
     * @param gap idle time that ends a session of a log that names none
     * @throws TooLittleDataException if what is left does not allow a judgement
     */
    public static Split of(List<LoggedEvent> train, List<LoggedEvent> test, Duration gap) {
        List<LoggedSession> learned = SessionCut.sessions(train, gap);
        Set<String> itemIds = SupportFilter.support(learned).keySet();
        boolean collapsed = learned.stream().noneMatch(LoggedSession::hasRepeats);
        List<LoggedEvent> both = new ArrayList<>(train);
        both.addAll(test);
        both.sort(Comparator.comparingLong(LoggedEvent::timestampMs));
        return new Split(
                        new TrainingSet(Split.forTraining(learned), LoggedEvent.catalogueOf(train), collapsed),
                        LastDaysProtocol.onlyKnown(SessionCut.sessions(test, gap), itemIds).stream()
                                .map(TestSession::whole)
                                .toList(),
                        Split.firstSeen(both))
                .orTooLittle("the given split", both.size());
    }
}
