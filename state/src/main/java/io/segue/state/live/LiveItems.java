package io.segue.state.live;

import static io.segue.state.settings.Requirements.require;

import io.segue.state.item.Item;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.popularity.PopularityTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a reader knows of all items: their activity and, without its vector, their content. Of more items than
 * {@code itemsMax} those not seen for longest are forgotten; of those that nobody has seen yet, the newest {@value #UNSEEN_MAX} can be listed. Not thread
 * safe.
 */
public final class LiveItems {
    public static final String ITEMS_MAX = "segue.live.items.max";

    public static final int UNSEEN_MAX = 1_000;

    private static final int POPULAR_MAX = 1_000;

    private final Map<String, LiveItem> items = new HashMap<>();
    /** Those with activity, not seen for longest first. */
    private final Set<String> active = new LinkedHashSet<>();

    private int contents;
    /** Announced as available and without activity, oldest first. */
    private final Set<String> unseen = new LinkedHashSet<>();

    private final PopularityTable fast = new PopularityTable(POPULAR_MAX);
    private final PopularityTable medium = new PopularityTable(POPULAR_MAX);
    private final PopularityTable slow = new PopularityTable(POPULAR_MAX);
    private final int itemsMax;
    private PastCounts past = PastCounts.NONE;
    private ItemCatalogue learned = ItemCatalogue.EMPTY;

    public LiveItems(int itemsMax) {
        requireItemsMax(itemsMax);
        this.itemsMax = itemsMax;
    }

    /** Checks the option {@value #ITEMS_MAX}. */
    public static void requireItemsMax(int itemsMax) {
        require(itemsMax >= 1 && itemsMax <= 10_000_000, ITEMS_MAX, itemsMax, "within [1, 10000000]");
    }

    /** What was counted before counts with everything that is counted, from now on. */
    public void setPast(PastCounts counts) {
        if (counts == past) {
            return;
        }
        past = counts;
        Map<String, ItemActivity> both = new HashMap<>();
        active.forEach(itemId -> both.put(itemId, activity(itemId)));
        for (String itemId : counts.itemIds()) {
            both.put(itemId, activity(itemId).withPast(counts.activity(itemId), counts.untilMs()));
        }
        both.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getValue().lastSeenMs()))
                .forEach(entry -> put(entry.getKey(), entry.getValue()));
    }

    /** The activity of an item is now this, beside its past. */
    public void update(String itemId, ItemActivity counted) {
        put(itemId, counted.withPast(past.activity(itemId), past.untilMs()));
    }

    private void put(String itemId, ItemActivity activity) {
        if (activity.isNone()) {
            return;
        }
        keep(itemId, known(itemId).with(activity));
        active.remove(itemId);
        active.add(itemId);
        unseen.remove(itemId);
        fast.update(itemId, activity.counts().log2Fast());
        medium.update(itemId, activity.counts().log2Medium());
        slow.update(itemId, activity.counts().log2Slow());
        if (active.size() > itemsMax) {
            forget(active.iterator().next());
        }
    }

    private LiveItem known(String itemId) {
        LiveItem known = items.get(itemId);
        return known != null ? known : LiveItem.UNKNOWN.learned(kept(learned.of(itemId)));
    }

    private void keep(String itemId, LiveItem item) {
        if (item.activity().isNone() && !item.isAnnounced()) {
            items.remove(itemId);
        } else {
            items.put(itemId, item);
        }
    }

    private void forget(String itemId) {
        active.remove(itemId);
        keep(itemId, known(itemId).with(ItemActivity.NONE));
        fast.remove(itemId);
        medium.remove(itemId);
        slow.remove(itemId);
    }

    public List<String> itemIds() {
        return List.copyOf(active);
    }

    /** Items whose activity is known. */
    public int size() {
        return active.size();
    }

    /** All that is known by one look: what somebody asks who reads much of many items. */
    public LiveItem of(String itemId) {
        LiveItem known = items.get(itemId);
        return known != null ? known : LiveItem.UNKNOWN.learned(learned.of(itemId));
    }

    public ItemActivity activity(String itemId) {
        return items.getOrDefault(itemId, LiveItem.UNKNOWN).activity();
    }

    /** The catalogue says this of an item. One that it says again keeps its place among the unseen ones. */
    public void announced(Item item) {
        setContent(item.itemId(), item.content());
        if (!item.available()) {
            unseen.remove(item.itemId());
        } else if (!active.contains(item.itemId()) && unseen.add(item.itemId()) && unseen.size() > UNSEEN_MAX) {
            unseen.remove(unseen.iterator().next());
        }
    }

    /** Available items that were announced and that nobody has seen yet, the newest first. */
    public List<String> unseen(Predicate<String> wanted) {
        List<String> newestFirst = new ArrayList<>();
        for (String itemId : unseen) {
            if (wanted.test(itemId)) {
                newestFirst.add(itemId);
            }
        }
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** The content of items of which nobody announced any: what the model was trained with. */
    public void setLearned(ItemCatalogue catalogue) {
        if (catalogue == learned) {
            return;
        }
        learned = catalogue;
        items.replaceAll((itemId, item) -> item.isAnnounced() ? item : item.learned(kept(learned.of(itemId))));
    }

    public void setContent(String itemId, ItemContent content) {
        LiveItem known = known(itemId);
        LiveItem announced = new LiveItem(known.activity(), kept(content));
        int before = known.isAnnounced() ? 1 : 0;
        int after = announced.isAnnounced() ? 1 : 0;
        if (after <= before || contents < itemsMax) {
            contents += after - before;
            keep(itemId, announced.learned(kept(learned.of(itemId))));
        }
    }

    /** Without its vector. Names that many items have are there once: to compare them is cheap then. */
    private static ItemContent kept(ItemContent content) {
        if (content.isUnknown()) {
            return ItemContent.UNKNOWN;
        }
        return new ItemContent(content.category().intern(), content.brand().intern(), content.price(), content.title());
    }

    public ItemContent content(String itemId) {
        return of(itemId).content();
    }

    /** The counts of the most popular item at each speed: what others are compared with. */
    public DecayedCounts highest() {
        return new DecayedCounts(highest(fast), highest(medium), highest(slow));
    }

    private static double highest(PopularityTable table) {
        List<PopularityTable.Entry> best = table.top(1, itemId -> true);
        return best.isEmpty() ? 0 : best.get(0).log2Mass();
    }

    /** The most popular items at the slow speed. */
    public List<String> popularSlowly(int count, Predicate<String> wanted) {
        return itemIds(slow.top(count, wanted));
    }

    /** The most popular items at one of the {@link HalfLives}, by its place from 0. */
    public List<String> popularAt(int speed, int count, Predicate<String> wanted) {
        return itemIds(List.of(fast, medium, slow).get(speed).top(count, wanted));
    }

    /** The most popular items at the fast speed, then at the medium and the slow one, {@code count} of each. */
    public List<List<String>> popular(int count, Predicate<String> wanted) {
        List<List<String>> all = new ArrayList<>();
        for (PopularityTable table : List.of(fast, medium, slow)) {
            all.add(itemIds(table.top(count, wanted)));
        }
        return all;
    }

    private static List<String> itemIds(List<PopularityTable.Entry> entries) {
        List<String> itemIds = new ArrayList<>(entries.size());
        for (PopularityTable.Entry entry : entries) {
            itemIds.add(entry.itemId());
        }
        return itemIds;
    }
}
