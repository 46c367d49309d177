package io.segue.models.recommender;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.rank.LiveReplay;
import io.segue.models.rank.RankQuery;
import io.segue.models.rank.Retrievers;
import io.segue.models.rank.TurnRanker;
import io.segue.models.retrieval.SessionTurn;
import io.segue.models.training.TrainingSet;
import io.segue.models.training.TrainingTurn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Asks a recommender about the newest sessions of its data, each as the job would answer its last event. */
final class Samples {
    private final TrainingSet data;
    private final List<TrainingTurn> turns;
    private final List<TrainingTurn> asked;

    /** @param count at most so many sessions, of different users and newest items */
    Samples(TrainingSet data, int count) {
        this.data = data;
        this.turns = TrainingTurn.inTimeOrder(data.sessions());
        this.asked = newest(turns, count);
    }

    /** The last turns of sessions of several events, in order of time. */
    private static List<TrainingTurn> newest(List<TrainingTurn> turns, int count) {
        List<TrainingTurn> chosen = new ArrayList<>();
        Set<String> users = new HashSet<>();
        Set<String> items = new HashSet<>();
        for (int i = turns.size() - 1; i >= 0 && chosen.size() < count; i--) {
            TrainingTurn turn = turns.get(i);
            boolean isWhole = turn.next().isEmpty() && !turn.tail().isOpening();
            String itemId = turn.tail().newest().itemId();
            if (isWhole && !users.contains(turn.userId()) && !items.contains(itemId)) {
                users.add(turn.userId());
                items.add(itemId);
                chosen.add(turn);
            }
        }
        Collections.reverse(chosen);
        return chosen;
    }

    /** What users did before: the sessions that are asked about are heard of as they come. */
    private TrainingSet before() {
        Set<String> sessionIds = new HashSet<>();
        asked.forEach(turn -> sessionIds.add(turn.sessionId()));
        return new TrainingSet(
                data.sessions().stream()
                        .filter(session -> !sessionIds.contains(session.sessionId()))
                        .toList(),
                data.catalogue(),
                data.repeatsCollapsed());
    }

    /**
     * The lists.
     *
     * @param open opens the retrievers for users who had these sessions before; they are closed here
     * @param replay as it is before the first event
     * @param count items of a list
     */
    List<SampleList> lists(Function<TrainingSet, Retrievers> open, TurnRanker ranker, LiveReplay replay, int count) {
        List<SessionTurn> heard = asked.stream()
                .map(turn -> new SessionTurn(turn.userId(), turn.sessionId(), turn.tail(), true))
                .toList();
        int proposals = ranker.settings().proposalsMax();
        List<List<ScoredItem>> model;
        List<List<ScoredItem>> similar;
        try (Retrievers retrievers = open.apply(before())) {
            model = retrievers.model().propose(heard, proposals);
            similar = retrievers.similar().propose(heard, proposals);
        }
        List<SampleList> lists = new ArrayList<>(asked.size());
        for (TrainingTurn turn : turns) {
            int at = lists.size();
            if (at < asked.size() && turn.equals(asked.get(at))) {
                RankQuery query =
                        replay.turn(turn.userId(), turn.sessionId(), turn.tail(), model.get(at), similar.get(at));
                lists.add(new SampleList(turn, list(query, ranker, turn, replay, count)));
            } else {
                replay.observe(turn.userId(), turn.sessionId(), turn.tail());
            }
        }
        return lists;
    }

    private List<ScoredItem> list(RankQuery query, TurnRanker ranker, TrainingTurn turn, LiveReplay replay, int count) {
        String newest = turn.tail().newest().itemId();
        return ranker.scored(
                turn.sessionId(),
                query,
                replay.items(),
                itemId -> !data.repeatsCollapsed() || !itemId.equals(newest),
                count);
    }
}
