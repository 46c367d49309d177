package io.segue.models.recommender;

import io.segue.models.evaluation.ListTally;
import io.segue.models.proposal.ScoredItem;
import io.segue.models.rank.NewerPartListener;
import io.segue.models.rank.RankQuery;
import io.segue.models.training.TrainingSet;
import io.segue.models.training.TrainingTurn;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.live.LiveItems;
import io.segue.state.live.Neighbour;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares those who propose on the newer part of the ranker's training: only there is a next item unseen. */
final class SliceTally implements NewerPartListener {
    static final int CUTOFF = 20;

    private final boolean excludesNewest;
    private final Map<String, Integer> support = new HashMap<>();
    private final SourceTally model;
    private final SourceTally similar;
    private final SourceTally successors;
    private final SourceTally popular;
    private long fromMs;
    private long untilMs;
    private int predictions;

    /** @param older what those who propose have learned from */
    SliceTally(TrainingSet older) {
        this.excludesNewest = older.repeatsCollapsed();
        Map<String, ItemContent> items = new HashMap<>(older.catalogue().items());
        older.sessions().stream()
                .flatMap(session -> session.tail().events().stream())
                .forEach(event -> {
                    support.merge(event.itemId(), 1, Integer::sum);
                    items.putIfAbsent(event.itemId(), ItemContent.UNKNOWN);
                });
        ItemCatalogue all = new ItemCatalogue(items);
        this.model = tally("session model", all);
        this.similar = tally("similar sessions", all);
        this.successors = tally("live successors", all);
        this.popular = tally("popular now", all);
    }

    private SourceTally tally(String name, ItemCatalogue all) {
        return new SourceTally(name, new ListTally(all, support, CUTOFF), CUTOFF);
    }

    @Override
    public void onTurn(TrainingTurn turn, RankQuery query, LiveItems live) {
        if (turn.next().isEmpty()) {
            return;
        }
        String newest = turn.tail().newest().itemId();
        String next = turn.next().get().itemId();
        int events = support.getOrDefault(next, 0);
        model.add(query.model(), next, events);
        similar.add(query.similar(), next, events);
        successors.add(
                listed(query.neighbours().neighbours().stream()
                        .map(Neighbour::itemId)
                        .filter(itemId -> isWanted(itemId, newest))
                        .toList()),
                next,
                events);
        popular.add(
                listed(live.popular(CUTOFF + 1, itemId -> isWanted(itemId, newest))
                        .get(0)),
                next,
                events);
        fromMs = predictions == 0 ? turn.timestampMs() : fromMs;
        untilMs = turn.timestampMs();
        predictions++;
    }

    private boolean isWanted(String itemId, String newest) {
        return !excludesNewest || !itemId.equals(newest);
    }

    /** With scores that fall: the order says all. */
    private static List<ScoredItem> listed(List<String> itemIds) {
        List<ScoredItem> list = new ArrayList<>(CUTOFF + 1);
        for (String itemId : itemIds.subList(0, Math.min(itemIds.size(), CUTOFF + 1))) {
            list.add(new ScoredItem(itemId, -list.size()));
        }
        return list;
    }

    SliceFigures figures() {
        List<SliceFigures.Source> sources = predictions == 0
                ? List.of()
                : List.of(model.figures(), similar.figures(), successors.figures(), popular.figures());
        return new SliceFigures(fromMs, untilMs, predictions, sources);
    }
}
