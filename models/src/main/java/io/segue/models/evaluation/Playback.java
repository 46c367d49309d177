package io.segue.models.evaluation;

import io.segue.state.log.LoggedEvent;
import io.segue.state.session.SessionSettings;
import io.segue.state.session.UserSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The test slice of a split in the order in which it is played: by event time, then by session. Of a long session
 * models see the newest events, as many as the job keeps.
 */
final class Playback {
    private record Step(int session, int index, long timestampMs) {}

    private final Split split;
    private final List<Step> steps;
    private final Map<String, Integer> support;
    private final Map<String, String> firstSessions;

    Playback(Split split) {
        this.split = split;
        this.steps = new ArrayList<>();
        this.support = new HashMap<>();
        this.firstSessions = firstSessions(split);
        for (int session = 0; session < split.test().size(); session++) {
            TestSession test = split.test().get(session);
            for (int index = test.playedFrom(); index < test.session().size(); index++) {
                steps.add(new Step(
                        session, index, test.session().events().get(index).timestampMs()));
            }
        }
        // Stable: events of one session at one time stay in their order.
        steps.sort(Comparator.comparingLong(Step::timestampMs));
        split.train().sessions().stream()
                .flatMap(session -> session.tail().events().stream())
                .forEach(event -> support.merge(event.itemId(), 1, Integer::sum));
    }

    /** The session by user that began first; one that is in both slices is one. */
    private static Map<String, String> firstSessions(Split split) {
        record First(String sessionId, long startMs) {
            First earlier(First other) {
                return other.startMs < startMs ? other : this;
            }
        }
        Map<String, First> firsts = new HashMap<>();
        for (UserSession session : split.train().sessions()) {
            long startMs = session.tail().events().get(0).timestampMs();
            firsts.merge(session.userId(), new First(session.sessionId(), startMs), First::earlier);
        }
        for (TestSession test : split.test()) {
            LoggedSession session = test.session();
            firsts.merge(session.userId(), new First(session.sessionId(), session.startMs()), First::earlier);
        }
        Map<String, String> ids = new HashMap<>();
        firsts.forEach((userId, first) -> ids.put(userId, first.sessionId));
        return ids;
    }

    int turnsCount() {
        return steps.size();
    }

    /** Events in the training slice by item. */
    Map<String, Integer> support() {
        return support;
    }

    List<Turn> turns(int from, int to) {
        List<Turn> turns = new ArrayList<>(to - from);
        for (Step step : steps.subList(from, to)) {
            LoggedSession session = session(step);
            turns.add(new Turn(
                    session.userId(),
                    session.sessionId(),
                    session.tail(step.index, SessionSettings.TAIL_MAX_DEFAULT),
                    step.index + 1 < session.size()));
        }
        return turns;
    }

    /** What the turns that are asked ask for, in their order. */
    List<Prediction> predictions() {
        boolean[][] repeats = new boolean[split.test().size()][];
        Arrays.setAll(repeats, i -> repeats(split.test().get(i).session()));
        List<Prediction> predictions = new ArrayList<>(steps.size());
        for (Step step : steps) {
            LoggedSession session = session(step);
            int next = step.index + 1;
            if (next < session.size()) {
                predictions.add(prediction(step, session, repeats[step.session][next]));
            }
        }
        return predictions;
    }

    private Prediction prediction(Step step, LoggedSession session, boolean isRepeat) {
        LoggedEvent target = session.events().get(step.index + 1);
        long firstSeenMs = split.firstSeenMs().getOrDefault(target.itemId(), target.timestampMs());
        return new Prediction(
                step.session,
                target.itemId(),
                target.typeName(),
                support.getOrDefault(target.itemId(), 0),
                target.timestampMs() - firstSeenMs,
                isRepeat,
                !session.sessionId().equals(firstSessions.get(session.userId())),
                step.index + 1,
                target.timestampMs() - step.timestampMs(),
                target.timestampMs());
    }

    private static boolean[] repeats(LoggedSession session) {
        Set<String> seen = new HashSet<>();
        boolean[] repeats = new boolean[session.size()];
        for (int i = 0; i < repeats.length; i++) {
            repeats[i] = !seen.add(session.itemId(i));
        }
        return repeats;
    }

    private LoggedSession session(Step step) {
        return split.test().get(step.session).session();
    }
}
