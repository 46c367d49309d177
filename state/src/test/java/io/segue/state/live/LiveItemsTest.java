package io.segue.state.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segue.state.item.Item;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.item.ItemVector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveItemsTest {
    private static final long NOW = 1_795_341_600_000L;
    private static final HalfLives HALF_LIVES =
            new HalfLives(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofDays(1));
    private static final ItemContent CAP = new ItemContent("caps", "Acme", 10, "Cap");

    @Test
    void knowsTheNewestActivityOfAnItem() {
        LiveItems items = new LiveItems(10);
        items.update("hat", activity(NOW));
        items.update("hat", activity(NOW, NOW + 1));

        assertThat(items.activity("hat")).isEqualTo(activity(NOW, NOW + 1));
        assertThat(items.activity("bag")).isEqualTo(ItemActivity.NONE);
        assertThat(items.size()).isOne();
    }

    @Test
    void forgetsTheItemWithoutNewsForLongest() {
        LiveItems items = new LiveItems(2);
        items.update("hat", activity(NOW));
        items.update("bag", activity(NOW));
        items.update("hat", activity(NOW, NOW));
        items.update("tie", activity(NOW));

        assertThat(items.activity("bag").isNone()).isTrue();
        assertThat(items.activity("hat").isNone()).isFalse();
        assertThat(items.size()).isEqualTo(2);
    }

    @Test
    void keepsTheContentOfAnItemWhoseActivityItForgets() {
        LiveItems items = new LiveItems(1);
        items.setContent("hat", CAP);
        items.update("hat", activity(NOW));
        assertThat(items.of("hat")).isEqualTo(new LiveItem(activity(NOW), CAP));

        items.update("bag", activity(NOW));

        assertThat(items.of("hat")).isEqualTo(new LiveItem(ItemActivity.NONE, CAP));
        assertThat(items.of("bag")).isEqualTo(new LiveItem(activity(NOW), ItemContent.UNKNOWN));
        assertThat(items.of("tie")).isEqualTo(LiveItem.UNKNOWN);
    }

    @Test
    void takesContentOfNoMoreItemsThanItsLimit() {
        LiveItems items = new LiveItems(1);
        items.setContent("hat", CAP);
        items.setContent("bag", CAP);
        assertThat(items.content("bag")).isEqualTo(ItemContent.UNKNOWN);

        items.setContent("hat", ItemContent.UNKNOWN.withVector(ItemVector.of(1)));
        items.setContent("bag", CAP.withVector(ItemVector.of(1)));
        assertThat(items.content("hat")).isEqualTo(ItemContent.UNKNOWN);
        assertThat(items.content("bag")).isEqualTo(CAP);
    }

    @Test
    void listsWhatWasAnnouncedAndNobodyHasSeenYetTheNewestFirst() {
        LiveItems items = new LiveItems(10);
        items.update("classic", activity(NOW));
        announce(items, "classic", "hat", "bag", "tie", "hat");
        assertThat(items.unseen(item -> true)).containsExactly("tie", "bag", "hat");
        assertThat(items.unseen(item -> !item.equals("bag"))).containsExactly("tie", "hat");

        items.update("tie", activity(NOW));
        items.announced(new Item("hat", false));
        assertThat(items.unseen(item -> true)).as("one seen, one withdrawn").containsExactly("bag");

        announce(items, "hat", "tie");
        assertThat(items.unseen(item -> true)).as("back again").containsExactly("hat", "bag");
    }

    @Test
    void remembersNoMoreUnseenItemsThanTheNewestThousand() {
        LiveItems items = new LiveItems(10);
        for (int i = 0; i < LiveItems.UNSEEN_MAX + 5; i++) {
            announce(items, "item" + i);
        }

        List<String> unseen = items.unseen(item -> true);
        assertThat(unseen)
                .hasSize(LiveItems.UNSEEN_MAX)
                .startsWith("item" + (LiveItems.UNSEEN_MAX + 4))
                .endsWith("item5");
    }

    @Test
    void takesTheContentOfWhatIsAnnounced() {
        LiveItems items = new LiveItems(10);
        items.announced(new Item("hat", true, CAP));
        assertThat(items.content("hat")).isEqualTo(CAP);
    }

    @Test
    void fallsBackOnTheContentThatTheModelLearned() {
        LiveItems items = new LiveItems(10);
        ItemContent learned = new ItemContent("bags", "", 5, "");
        items.setLearned(new ItemCatalogue(Map.of("hat", learned, "bag", learned)));
        items.announced(new Item("hat", true, CAP));

        assertThat(items.content("hat")).isEqualTo(CAP);
        assertThat(items.content("bag")).isEqualTo(learned);
        assertThat(items.content("tie")).isEqualTo(ItemContent.UNKNOWN);
    }

    @Test
    void goesByTheNewestWordOnContentWhateverHappensToTheItem() {
        LiveItems items = new LiveItems(1);
        ItemContent learned = new ItemContent("bags.big", "", 5, "");
        ItemContent other = new ItemContent("bags.small", "", 7, "");
        items.update("hat", activity(NOW));
        items.setLearned(new ItemCatalogue(Map.of("hat", learned)));
        assertThat(items.of("hat").content()).as("learned while active").isEqualTo(learned);

        items.setLearned(new ItemCatalogue(Map.of("hat", other)));
        items.update("hat", activity(NOW, NOW));
        assertThat(items.of("hat").content()).as("learned anew").isEqualTo(other);

        items.announced(new Item("hat", true, CAP));
        assertThat(items.of("hat")).as("announced").isEqualTo(new LiveItem(activity(NOW, NOW), CAP));

        items.setContent("hat", ItemContent.UNKNOWN);
        assertThat(items.of("hat").content()).as("taken back").isEqualTo(other);

        items.update("bag", activity(NOW));
        assertThat(items.of("hat").activity().isNone()).as("forgotten").isTrue();
        assertThat(items.of("hat").content()).isEqualTo(other);
        items.setLearned(ItemCatalogue.EMPTY);
        assertThat(items.of("hat")).isEqualTo(LiveItem.UNKNOWN);
    }

    @Test
    void knowsDepartmentAndPriceOfAnItem() {
        LiveItem plain = new LiveItem(ItemActivity.NONE, CAP);
        LiveItem path = new LiveItem(ItemActivity.NONE, new ItemContent("shop.caps.red", "", 0, ""));

        assertThat(plain.department()).isEqualTo("caps");
        assertThat(plain.logPrice()).isEqualTo(Math.log(10));
        assertThat(path.department()).isEqualTo("shop.caps");
        assertThat(path.logPrice()).isZero();
    }

    @Test
    void ranksByPopularityAtEachSpeed() {
        LiveItems items = new LiveItems(10);
        long hourAgo = NOW - Duration.ofHours(1).toMillis();
        items.update("classic", activity(hourAgo, hourAgo, hourAgo));
        items.update("news", activity(NOW));

        assertThat(items.popular(2, item -> true).get(0)).as("fast").containsExactly("news", "classic");
        assertThat(items.popular(2, item -> true).get(2)).as("slow").containsExactly("classic", "news");
        assertThat(items.popular(2, item -> !item.equals("news")).get(0)).containsExactly("classic");
        assertThat(items.highest().log2Fast())
                .isEqualTo(items.activity("news").counts().log2Fast());
        assertThat(items.highest().log2Slow())
                .isCloseTo(items.activity("classic").counts().log2Slow(), within(0.0));
    }

    @Test
    void countsOnFromThePastWhereItEndsBeforeTheCountingBegins() {
        LiveItems items = new LiveItems(10);
        announce(items, "hat", "tie");
        items.update("hat", activity(NOW));
        items.update("bag", activity(NOW - 60_000));

        items.setPast(new Past(
                NOW - 30_000,
                Map.of(
                        "hat",
                        activity(NOW - 60_000),
                        "bag",
                        activity(NOW - 90_000, NOW - 60_000),
                        "tie",
                        activity(NOW - 60_000)),
                Successors.NONE));
        assertThat(items.activity("hat")).isEqualTo(activity(NOW, NOW - 60_000));
        assertThat(items.activity("bag")).as("counted by both").isEqualTo(activity(NOW - 90_000, NOW - 60_000));
        assertThat(items.unseen(item -> true)).isEmpty();
        assertThat(items.popular(3, item -> true).get(2)).containsExactly("hat", "bag", "tie");

        items.update("tie", activity(NOW));
        assertThat(items.activity("tie")).isEqualTo(activity(NOW, NOW - 60_000));
        items.update("tie", items.activity("tie"));
        assertThat(items.activity("tie")).as("once").isEqualTo(activity(NOW, NOW - 60_000));
        assertThat(items.size()).isEqualTo(3);
    }

    @Test
    void forgetsWhatWasNotSeenForLongestWhenAPastComes() {
        LiveItems items = new LiveItems(2);
        items.update("live", activity(NOW));

        items.setPast(new Past(
                NOW - 1,
                Map.of("hit", activity(NOW - 3, NOW - 2), "old", activity(NOW - 9), "older", activity(NOW - 10)),
                Successors.NONE));

        assertThat(items.itemIds()).containsExactly("hit", "live");
        assertThat(items.popular(3, item -> true).get(2)).containsExactly("hit", "live");
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(new LiveItems(1).popular(3, item -> true))
                .allSatisfy(list -> assertThat(list).isEmpty());
        assertThat(new LiveItems(1).highest()).isEqualTo(new DecayedCounts(0, 0, 0));
    }

    @Test
    void remembersWhenAnItemWasFirstAndLastSeenWhateverTheOrder() {
        ItemActivity activity = activity(NOW, NOW - 5, NOW - 2);

        assertThat(activity.firstSeenMs()).isEqualTo(NOW - 5);
        assertThat(activity.lastSeenMs()).isEqualTo(NOW);
    }

    private static void announce(LiveItems items, String... itemIds) {
        for (String itemId : itemIds) {
            items.announced(new Item(itemId, true));
        }
    }

    private static ItemActivity activity(long... timesMs) {
        ItemActivity activity = ItemActivity.NONE;
        for (long timeMs : timesMs) {
            activity = activity.plus(timeMs, HALF_LIVES);
        }
        return activity;
    }
}
