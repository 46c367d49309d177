package io.segue.models.rank;

import io.segue.models.proposal.ScoredItem;
import io.segue.state.live.LiveItems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Retrieve, then rank: the union of all proposals, ordered by a {@link RankNetwork}. */
public final class CandidateRanker {
    private static final Comparator<Candidate> MOST_VOTES_FIRST =
            Comparator.comparingDouble(Candidate::votes).reversed().thenComparing(Candidate::itemId);

    private final RankNetwork network;
    private final RankSettings settings;

    record Scored(Candidate candidate, float score, int row) {
        private boolean isBefore(Scored other) {
            int byScore = Float.compare(score, other.score);
            return byScore != 0 ? byScore > 0 : candidate.itemId().compareTo(other.candidate.itemId()) < 0;
        }
    }

    public CandidateRanker(RankNetwork network, RankSettings settings) {
        this.network = network;
        this.settings = settings;
    }

    public RankSettings settings() {
        return settings;
    }

    /**
     * Ranks one turn.
     *
     * @param live read, not changed
     * @param wanted which items may be recommended at all
     * @param count items at most
     */
    public List<RankedItem> rank(RankQuery query, LiveItems live, Predicate<String> wanted, int count) {
        return list(query, live, wanted, count).items();
    }

    /** As {@link #rank}, and from how many candidates. */
    public RankedList list(RankQuery query, LiveItems live, Predicate<String> wanted, int count) {
        List<Candidate> candidates = CandidateUnion.of(query, live, settings, wanted);
        NetworkPass pass = pass(query, candidates, live);
        List<Scored> best = best(pass.scores(), candidates, count);
        int[] rows = new int[best.size()];
        for (int place = 0; place < rows.length; place++) {
            rows[place] = best.get(place).row();
        }
        float[][] falls = pass.falls(rows, Explanation.EVIDENCE, Explanation.EVIDENCE_KINDS);
        Explanation explanation = new Explanation(query, live);
        List<RankedItem> ranked = new ArrayList<>(rows.length);
        for (int place = 0; place < rows.length; place++) {
            Candidate candidate = best.get(place).candidate();
            ranked.add(new RankedItem(
                    candidate.itemId(),
                    best.get(place).score(),
                    candidate.source(),
                    explanation.of(candidate, falls, place)));
        }
        return new RankedList(ranked, candidates.size());
    }

    /**
     * One turn without a ranker: the union in order of reciprocal rank fusion, one vote a proposer. What speaks for an
     * item is whoever proposed it at the best rank.
     */
    public static RankedList byFusion(
            RankQuery query, LiveItems live, RankSettings settings, Predicate<String> wanted, int count) {
        List<Candidate> candidates = new ArrayList<>(CandidateUnion.of(query, live, settings, wanted));
        candidates.sort(MOST_VOTES_FIRST);
        Explanation explanation = new Explanation(query, live);
        List<RankedItem> ranked = new ArrayList<>(count);
        for (Candidate candidate : candidates.subList(0, Math.min(count, candidates.size()))) {
            ranked.add(new RankedItem(
                    candidate.itemId(),
                    (float) candidate.votes(),
                    candidate.source(),
                    List.of(explanation.ofSource(candidate))));
        }
        return new RankedList(ranked, candidates.size());
    }

    /** The same list without reasons, which cost more than the scores. */
    public List<ScoredItem> scored(RankQuery query, LiveItems live, Predicate<String> wanted, int count) {
        List<Candidate> candidates = CandidateUnion.of(query, live, settings, wanted);
        float[] scores = pass(query, candidates, live).scores();
        List<ScoredItem> list = new ArrayList<>(count);
        for (Scored scored : best(scores, candidates, count)) {
            list.add(new ScoredItem(scored.candidate().itemId(), scored.score()));
        }
        return list;
    }

    private NetworkPass pass(RankQuery query, List<Candidate> candidates, LiveItems live) {
        return new NetworkPass(network, RankFeatures.of(query, candidates, live), RankScratch.ofThisThread());
    }

    /** The best of the candidates in order: each takes its place among those before, as long as it is one of the first. */
    static List<Scored> best(float[] scores, List<Candidate> candidates, int count) {
        List<Scored> best = new ArrayList<>(Math.min(count, scores.length) + 1);
        for (int row = 0; row < scores.length; row++) {
            if (best.size() == count
                    && (count == 0 || scores[row] < best.get(count - 1).score())) {
                continue;
            }
            Scored scored = new Scored(candidates.get(row), scores[row], row);
            int place = best.size();
            while (place > 0 && scored.isBefore(best.get(place - 1))) {
                place--;
            }
            best.add(place, scored);
            if (best.size() > count) {
                best.remove(count);
            }
        }
        return best;
    }
}
