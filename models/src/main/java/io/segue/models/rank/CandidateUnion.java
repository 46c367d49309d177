package io.segue.models.rank;

import io.segue.models.proposal.ScoredItem;
import io.segue.state.live.LiveItems;
import io.segue.state.live.Neighbour;
import io.segue.state.live.UserHistory;
import io.segue.state.recommendation.Source;
import io.segue.state.session.SessionEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Everybody's proposals for one turn, each item once. */
final class CandidateUnion {
    private final Map<String, Candidate> candidates = new LinkedHashMap<>();
    private final Predicate<String> wanted;

    private CandidateUnion(Predicate<String> wanted) {
        this.wanted = wanted;
    }

    /**
     * The best proposals by reciprocal rank fusion.
     *
     * @param wanted which items may be recommended at all
     * @return best first, at most {@link RankSettings#candidatesMax()}
     */
    static List<Candidate> of(RankQuery query, LiveItems live, RankSettings settings, Predicate<String> wanted) {
        CandidateUnion union = new CandidateUnion(wanted);
        if (settings.has(RankIngredient.MODEL)) {
            union.addModel(query.model());
        }
        if (settings.has(RankIngredient.SIMILAR_SESSIONS)) {
            union.addSimilar(query.similar());
        }
        if (settings.has(RankIngredient.SUCCESSORS)) {
            union.addNeighbours(query.neighbours().neighbours());
        }
        if (settings.has(RankIngredient.HISTORY)) {
            union.addHistory(query);
        }
        if (settings.has(RankIngredient.POPULARITY)) {
            union.addPopular(live.popular(settings.popularMax(), wanted));
        }
        for (Neighbour next : query.newestNeighbours()) {
            Candidate known = union.candidates.get(next.itemId());
            if (known != null) {
                known.next(next);
            }
        }
        List<Candidate> best = new ArrayList<>(union.candidates.values());
        best.sort(CandidateUnion::bestFirst);
        return best.subList(0, Math.min(best.size(), settings.candidatesMax()));
    }

    /** By hand: comparators made of others cost a sort several times as much. */
    private static int bestFirst(Candidate one, Candidate other) {
        int byFusion = Double.compare(other.fusion(), one.fusion());
        return byFusion != 0 ? byFusion : one.itemId().compareTo(other.itemId());
    }

    private void addModel(List<ScoredItem> proposals) {
        double max = proposals.isEmpty() ? 0 : proposals.get(0).score();
        double sum = 0;
        for (ScoredItem proposal : proposals) {
            sum += Math.exp(proposal.score() - max);
        }
        double logSum = max + Math.log(sum);
        int rank = 0;
        for (ScoredItem proposal : proposals) {
            rank++;
            if (wanted.test(proposal.itemId())) {
                candidate(proposal.itemId()).byModel(rank, (float) (proposal.score() - logSum));
            }
        }
    }

    private void addSimilar(List<ScoredItem> proposals) {
        double sum = 0;
        for (ScoredItem proposal : proposals) {
            sum += proposal.score();
        }
        int rank = 0;
        for (ScoredItem proposal : proposals) {
            rank++;
            if (wanted.test(proposal.itemId())) {
                candidate(proposal.itemId()).bySimilar(rank, (float) Math.log(proposal.score() / sum));
            }
        }
    }

    private void addNeighbours(List<Neighbour> neighbours) {
        int rank = 0;
        for (Neighbour neighbour : neighbours) {
            rank++;
            if (wanted.test(neighbour.itemId())) {
                candidate(neighbour.itemId()).bySuccessors(rank, neighbour);
            }
        }
    }

    /** The session's items, newest first, then those of the sessions before. */
    private void addHistory(RankQuery query) {
        List<SessionEvent> events = query.session().events();
        Set<String> seen = new LinkedHashSet<>();
        for (int i = events.size() - 1; i >= 0; i--) {
            seen.add(events.get(i).itemId());
        }
        List<UserHistory.Visited> visited = query.history().items();
        for (int i = visited.size() - 1; i >= 0; i--) {
            seen.add(visited.get(i).itemId());
        }
        int rank = 0;
        for (String itemId : seen) {
            if (wanted.test(itemId)) {
                rank++;
                candidate(itemId).proposedBy(Source.HISTORY, rank);
            }
        }
    }

    private void addPopular(List<List<String>> popular) {
        for (List<String> items : popular) {
            int rank = 0;
            for (String itemId : items) {
                rank++;
                candidate(itemId).proposedBy(Source.POPULARITY, rank);
            }
        }
    }

    private Candidate candidate(String itemId) {
        return candidates.computeIfAbsent(itemId, Candidate::new);
    }
}
