package io.segue.models.rules;

import io.segue.models.rank.RankedItem;
import io.segue.state.live.ItemActivity;
import io.segue.state.live.UserHistory;
import io.segue.state.recommendation.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** Applies {@link RuleSettings}: first which items may be ranked at all, then what becomes of the ranked ones. */
public final class ListRules {
    /** How much longer than wanted a list is ranked where rules may move items. */
    private static final int MARGIN = 3;

    private final RuleSettings settings;

    public ListRules(RuleSettings settings) {
        this.settings = settings;
    }

    /** How many items must be ranked for a list of {@code count}. */
    public int rankedCount(int count) {
        return settings.reorders() ? MARGIN * count : count;
    }

    /** Which items may be recommended: those available, but for what the user's own past excludes. */
    public Predicate<String> wanted(RuleContext context) {
        Set<String> excluded = new HashSet<>();
        if (settings.excludesNewest()) {
            excluded.add(context.newestItemId());
        }
        long exclusionMs = settings.boughtExclusion().toMillis();
        for (UserHistory.Visited visited : context.history().items()) {
            // Of no exclusion nothing follows, not even for an event from before the purchase.
            if (exclusionMs > 0 && visited.isBought() && context.nowMs() - visited.boughtMs() < exclusionMs) {
                excluded.add(visited.itemId());
            }
        }
        return itemId -> !excluded.contains(itemId) && context.available().test(itemId);
    }

    /**
     * The list to show.
     *
     * @param ranked best first, {@link #rankedCount} of them
     */
    public List<RankedItem> apply(List<RankedItem> ranked, RuleContext context, int count) {
        List<RankedItem> list = ranked;
        if (settings.recencyBoost() > 0) {
            list = boosted(list, context);
        }
        if (settings.impressionsMax() > 0) {
            list = demoted(list, item -> context.impressions().of(item.itemId()) >= settings.impressionsMax());
        }
        if (settings.categoryMax() > 0) {
            list = diverse(list, context);
        }
        list = list.subList(0, Math.min(count, list.size()));
        return explores(context) ? withNewItem(list, context, count) : List.copyOf(list);
    }

    private List<RankedItem> boosted(List<RankedItem> ranked, RuleContext context) {
        List<RankedItem> boosted = new ArrayList<>(ranked.size());
        for (RankedItem item : ranked) {
            ItemActivity activity = context.live().activity(item.itemId());
            double ageMs = activity.isNone() ? 0 : Math.max(0, context.nowMs() - activity.firstSeenMs());
            double left = Math.pow(2, -ageMs / settings.recencyHalfLife().toMillis());
            float score = (float) (item.score() + settings.recencyBoost() * left);
            boosted.add(new RankedItem(item.itemId(), score, item.source(), item.because()));
        }
        boosted.sort(Comparator.comparingDouble(RankedItem::score).reversed());
        return boosted;
    }

    /** The same items, those that are to go behind the others at the end; both parts keep their order. */
    private static List<RankedItem> demoted(List<RankedItem> ranked, Predicate<RankedItem> isBehind) {
        Map<Boolean, List<RankedItem>> parts = ranked.stream().collect(Collectors.partitioningBy(isBehind));
        List<RankedItem> order = new ArrayList<>(parts.getOrDefault(false, List.of()));
        order.addAll(parts.getOrDefault(true, List.of()));
        return order;
    }

    private List<RankedItem> diverse(List<RankedItem> ranked, RuleContext context) {
        Map<String, Integer> places = new HashMap<>();
        return demoted(ranked, item -> {
            String category = context.live().content(item.itemId()).category();
            return !category.isEmpty() && places.merge(category, 1, Integer::sum) > settings.categoryMax();
        });
    }

    private boolean explores(RuleContext context) {
        return settings.explorationShare() > 0 && hash(context) < settings.explorationShare();
    }

    /** Uniform in [0, 1). */
    private static double hash(RuleContext context) {
        CRC32 crc = new CRC32();
        crc.update(context.answerId().get().getBytes(StandardCharsets.UTF_8));
        return (double) crc.getValue() / (1L << Integer.SIZE);
    }

    /** The last place goes to an item that nobody has seen: neither the counts know of it, nor has this user been there. */
    private List<RankedItem> withNewItem(List<RankedItem> list, RuleContext context, int count) {
        Set<String> known = new HashSet<>(List.of(context.newestItemId()));
        list.forEach(item -> known.add(item.itemId()));
        context.history().items().forEach(visited -> known.add(visited.itemId()));
        List<String> fresh = context.live()
                .unseen(itemId -> !known.contains(itemId) && context.available().test(itemId));
        if (fresh.isEmpty()) {
            return List.copyOf(list);
        }
        // The digits of the hash that did not decide whether to explore.
        int place = (int) (hash(context) / settings.explorationShare() * fresh.size());
        List<RankedItem> explored = new ArrayList<>(list.subList(0, Math.min(list.size(), count - 1)));
        float score = explored.isEmpty() ? 0 : explored.get(explored.size() - 1).score();
        explored.add(new RankedItem(
                fresh.get(Math.min(place, fresh.size() - 1)), score, Source.EXPLORATION, List.of("new, not seen yet")));
        return explored;
    }
}
