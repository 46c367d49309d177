package io.segue.models.rank;

import io.segue.models.proposal.ScoredItem;
import io.segue.state.live.LiveItems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A ranker that goes on learning, test then train: each list is made before its next item is known, and the item that
 * then comes is an example for the lists after it, for its network and for what it learns of the items themselves. Not
 * thread safe.
 */
public final class OnlineRanker implements TurnRanker {
    private final OnlineRankSettings online;
    private final RankSettings settings;
    private final RankParameters parameters;
    private final RankStep step;
    private final Map<String, Pending> pending;
    private final List<RankExample> batch = new ArrayList<>();
    private final ItemFactors factors;
    private RankNetwork network;

    /** The best candidates of a turn, as they were ranked. */
    private record Pending(String newestItemId, List<String> itemIds, float[] features) {}

    public OnlineRanker(RankNetwork start, RankSettings settings, OnlineRankSettings online) {
        this.online = online;
        this.settings = settings;
        this.network = start;
        this.parameters = new RankParameters(start);
        this.step = new RankStep(start.mean(), start.scale());
        this.pending = new LinkedHashMap<>();
        this.factors = new ItemFactors(online.factors(), online.factorsLearningRate(), online.itemsMax());
    }

    @Override
    public RankSettings settings() {
        return settings;
    }

    @Override
    public void saw(String sessionId, String itemId) {
        Pending turn = pending.remove(sessionId);
        int target = turn == null ? -1 : turn.itemIds().indexOf(itemId);
        if (turn == null || target < 0) {
            return;
        }
        float[] products = factors.products(turn.newestItemId(), turn.itemIds());
        batch.add(new RankExample(turn.features(), products, target, 1));
        float[] scores = sum(network.scores(turn.features(), products.length), products);
        factors.learn(turn.newestItemId(), turn.itemIds(), scores, target);
        if (batch.size() >= online.batchSize()) {
            parameters.update(step.gradients(batch, parameters).values(), online.learningRate(), 0);
            network = parameters.network(network.mean(), network.scale(), network.lowest(), network.highest());
            batch.clear();
        }
    }

    @Override
    public List<ScoredItem> scored(
            String sessionId, RankQuery query, LiveItems live, Predicate<String> wanted, int count) {
        List<Candidate> candidates = CandidateUnion.of(query, live, settings, wanted);
        float[] features = RankFeatures.of(query, candidates, live).toRows();
        String newest = query.session().newest().itemId();
        float[] products = factors.products(
                newest, candidates.stream().map(Candidate::itemId).toList());
        float[] scores = sum(network.scores(features, candidates.size()), products);
        List<CandidateRanker.Scored> best =
                CandidateRanker.best(scores, candidates, Math.max(count, online.candidatesMax()));
        remember(sessionId, newest, best, features);
        List<ScoredItem> list = new ArrayList<>(count);
        for (CandidateRanker.Scored scored : best.subList(0, Math.min(count, best.size()))) {
            list.add(new ScoredItem(scored.candidate().itemId(), scored.score()));
        }
        return list;
    }

    private static float[] sum(float[] scores, float[] products) {
        for (int i = 0; i < scores.length; i++) {
            scores[i] += products[i];
        }
        return scores;
    }

    private void remember(String sessionId, String newest, List<CandidateRanker.Scored> best, float[] features) {
        int width = RankFeature.count();
        int kept = Math.min(best.size(), online.candidatesMax());
        float[] keptFeatures = new float[kept * width];
        List<String> itemIds = new ArrayList<>(kept);
        for (int i = 0; i < kept; i++) {
            System.arraycopy(features, best.get(i).row() * width, keptFeatures, i * width, width);
            itemIds.add(best.get(i).candidate().itemId());
        }
        pending.remove(sessionId);
        pending.put(sessionId, new Pending(newest, itemIds, keptFeatures));
        if (pending.size() > online.pendingMax()) {
            pending.remove(pending.keySet().iterator().next());
        }
    }
}
