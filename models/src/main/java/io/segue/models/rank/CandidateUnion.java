package io.segue.models.rank;

import io.segue.models.proposal.ScoredItem;
import io.segue.state.live.LiveItems;
import io.segue.state.live.Neighbour;
import io.segue.state.live.UserHistory;
import io.segue.state.session.SessionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Everybody's proposals for one turn, each item once. */
final class CandidateUnion {
    private final CandidateTable candidates;

    private CandidateUnion(CandidateTable candidates) {
        this.candidates = candidates;
    }

    /**
     * The best proposals by reciprocal rank fusion, with what is known of their items.
     *
     * @param wanted which items may be recommended at all
     * @return best first, at most {@link RankSettings#candidatesMax()}
     */
    static List<Candidate> of(RankQuery query, LiveItems live, RankSettings settings, Predicate<String> wanted) {
        CandidateUnion union = new CandidateUnion(new CandidateTable(wanted, proposals(query, settings)));
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
            union.addPopular(live, settings.popularMax());
        }
        for (Neighbour next : query.newestNeighbours()) {
            union.candidates.find(next.itemId()).ifPresent(known -> known.next(next));
        }
        List<Candidate> best = union.best(settings.candidatesMax());
        for (Candidate candidate : best) {
            candidate.item(live.of(candidate.itemId()));
        }
        return best;
    }

    private static int proposals(RankQuery query, RankSettings settings) {
        return query.model().size()
                + query.similar().size()
                + query.neighbours().neighbours().size()
                + query.history().items().size()
                + settings.popularMax();
    }

    private List<Candidate> best(int count) {
        List<Candidate> best = new ArrayList<>(candidates.all());
        best.removeIf(candidate -> !candidate.isWanted());
        best.sort(CandidateUnion::bestFirst);
        return best.subList(0, Math.min(best.size(), count));
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
            candidates.of(proposal.itemId()).byModel(rank, (float) (proposal.score() - logSum));
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
            candidates.of(proposal.itemId()).bySimilar(rank, (float) Math.log(proposal.score() / sum));
        }
    }

    private void addNeighbours(List<Neighbour> neighbours) {
        int rank = 0;
        for (Neighbour neighbour : neighbours) {
            rank++;
            candidates.of(neighbour.itemId()).bySuccessors(rank, neighbour);
        }
    }

    /** The session's items, newest first, then those of the sessions before; ranks count those that are wanted. */
    private void addHistory(RankQuery query) {
        List<SessionEvent> events = query.session().events();
        int rank = 0;
        for (int i = events.size() - 1; i >= 0; i--) {
            rank = addSeen(events.get(i).itemId(), rank);
        }
        List<UserHistory.Visited> visited = query.history().items();
        for (int i = visited.size() - 1; i >= 0; i--) {
            rank = addSeen(visited.get(i).itemId(), rank);
        }
    }

    /** @return the rank of the newest item that was added, {@code rank} where this one was not */
    private int addSeen(String itemId, int rank) {
        Candidate candidate = candidates.of(itemId);
        if (!candidate.isWanted() || candidate.historyRank() > 0) {
            return rank;
        }
        candidate.byHistory(rank + 1);
        return rank + 1;
    }

    private void addPopular(LiveItems live, int count) {
        for (List<String> items :
                live.popular(count, itemId -> candidates.of(itemId).isWanted())) {
            int rank = 0;
            for (String itemId : items) {
                rank++;
                candidates.of(itemId).byPopularity(rank);
            }
        }
    }
}
