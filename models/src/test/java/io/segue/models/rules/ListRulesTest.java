package io.segue.models.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segue.models.rank.RankedItem;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.Item;
import io.segue.state.item.ItemContent;
import io.segue.state.live.DecayedCounts;
import io.segue.state.live.Impressions;
import io.segue.state.live.ItemActivity;
import io.segue.state.live.LiveItems;
import io.segue.state.live.UserHistory;
import io.segue.state.recommendation.Source;
import io.segue.state.session.SessionEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ListRulesTest {
    private static final long NOW_MS = 1_609_462_800_000L;
    private static final long HOUR_MS = 3_600_000;

    private final LiveItems live = new LiveItems(100);
    private UserHistory history = UserHistory.NONE;
    private Impressions impressions = Impressions.NONE;
    private Predicate<String> available = itemId -> true;

    @Test
    void leaveTheListAsItWasRankedByDefault() {
        ListRules rules = new ListRules(RuleSettings.DEFAULT);

        assertThat(rules.rankedCount(20)).isEqualTo(20);
        assertThat(itemIds(rules.apply(ranked("a", "b", "c"), context("x"), 2))).containsExactly("a", "b");
        assertThat(rules.wanted(context("x")).test("newest"))
                .as("the item just seen")
                .isFalse();
    }

    @Test
    void leaveOutWhatWasBoughtForAWhile() {
        history = history.plus(new SessionEvent("new tv", InteractionType.PURCHASE, NOW_MS - HOUR_MS), 10)
                .plus(new SessionEvent("old tv", InteractionType.PURCHASE, NOW_MS - 3 * HOUR_MS), 10);
        ListRules rules = new ListRules(new RuleSettings(false, Duration.ofHours(2), 0, 0, 0, Duration.ofDays(1), 0));

        assertThat(rules.wanted(context("x")).test("new tv")).isFalse();
        assertThat(rules.wanted(context("x")).test("old tv")).isTrue();
        assertThat(rules.wanted(context("x")).test("newest")).isTrue();
    }

    @Test
    void putWhatWasShownTooOftenBehindTheOthers() {
        impressions = impressions.shown(List.of("a", "b"), 10).shown(List.of("a"), 10);
        ListRules rules = new ListRules(new RuleSettings(true, Duration.ZERO, 2, 0, 0, Duration.ofDays(1), 0));

        assertThat(itemIds(rules.apply(ranked("a", "b", "c"), context("x"), 3))).containsExactly("b", "c", "a");
    }

    @Test
    void limitTheItemsOfACategoryButFillTheList() {
        for (String itemId : List.of("tv1", "tv2", "tv3")) {
            live.setContent(itemId, new ItemContent("tv", "", 0, ""));
        }
        ListRules rules = new ListRules(new RuleSettings(true, Duration.ZERO, 0, 2, 0, Duration.ofDays(1), 0));

        List<RankedItem> ranked = ranked("tv1", "tv2", "tv3", "unknown1", "unknown2");
        assertThat(itemIds(rules.apply(ranked, context("x"), 4))).containsExactly("tv1", "tv2", "unknown1", "unknown2");
        assertThat(itemIds(rules.apply(ranked, context("x"), 5))).endsWith("tv3");
    }

    @Test
    void liftWhatIsNew() {
        live.update("old", new ItemActivity(NOW_MS - 240 * HOUR_MS, NOW_MS, DecayedCounts.NONE));
        live.update("fresh", new ItemActivity(NOW_MS, NOW_MS, DecayedCounts.NONE));
        ListRules rules = new ListRules(new RuleSettings(true, Duration.ZERO, 0, 0, 5, Duration.ofDays(1), 0));

        assertThat(itemIds(rules.apply(ranked("old", "fresh"), context("x"), 2)))
                .containsExactly("fresh", "old");
    }

    @Test
    void exploreInTheirShareOfTheAnswersAndAlwaysAlikeForTheSameOne() {
        announce("n1", "n2", "n3", "n4");
        ListRules rules = new ListRules(new RuleSettings(true, Duration.ZERO, 0, 0, 0, Duration.ofDays(1), 0.25));

        List<String> explored = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            List<RankedItem> list = rules.apply(ranked("a", "b"), context("answer-" + i), 2);
            assertThat(rules.apply(ranked("a", "b"), context("answer-" + i), 2)).isEqualTo(list);
            assertThat(list).hasSize(2);
            if (list.get(1).source() == Source.EXPLORATION) {
                explored.add(list.get(1).itemId());
            }
        }

        assertThat(explored.size() / 4_000.0).isCloseTo(0.25, within(0.03));
        assertThat(explored).contains("n1", "n2", "n3", "n4");
    }

    @Test
    void exploreNothingThatIsWithdrawnKnownToTheUserOrAlreadyOnTheList() {
        announce("newest", "withdrawn", "seen", "a", "fresh");
        available = itemId -> !itemId.equals("withdrawn");
        history = history.plus(new SessionEvent("seen", InteractionType.VIEW, NOW_MS), 10);
        ListRules rules = new ListRules(new RuleSettings(false, Duration.ZERO, 0, 0, 0, Duration.ofDays(1), 1));

        assertThat(itemIds(rules.apply(ranked("a", "b", "c"), context("x"), 3))).containsExactly("a", "b", "fresh");
        live.update("fresh", new ItemActivity(NOW_MS, NOW_MS, DecayedCounts.NONE));
        assertThat(itemIds(rules.apply(ranked("a", "b", "c"), context("x"), 3))).containsExactly("a", "b", "c");
    }

    @Test
    void neverWantWhatIsWithdrawn() {
        available = itemId -> !itemId.equals("withdrawn");
        assertThat(new ListRules(RuleSettings.DEFAULT).wanted(context("x")).test("withdrawn"))
                .isFalse();
        assertThat(new ListRules(RuleSettings.DEFAULT).wanted(context("x")).test("a"))
                .isTrue();
    }

    @Test
    void leaveOutNothingBoughtByDefaultNotEvenForAnEventFromBeforeThePurchase() {
        history = history.plus(new SessionEvent("tv", InteractionType.PURCHASE, NOW_MS + HOUR_MS), 10);

        assertThat(new ListRules(RuleSettings.DEFAULT).wanted(context("x")).test("tv"))
                .isTrue();
    }

    @Test
    void rememberImpressionsOnlyWhereTheyCount() {
        assertThat(RuleSettings.DEFAULT.impressionsKept(20)).isZero();
        RuleSettings tiring = new RuleSettings(true, Duration.ZERO, 2, 0, 0, Duration.ofDays(1), 0);
        assertThat(tiring.impressionsKept(20)).isEqualTo(200);
        assertThat(tiring.impressionsKept(500)).as("a whole list").isEqualTo(500);
    }

    private void announce(String... itemIds) {
        for (String itemId : itemIds) {
            live.announced(new Item(itemId, true));
        }
    }

    private RuleContext context(String answerId) {
        return new RuleContext(() -> answerId, "newest", NOW_MS, history, impressions, live, available);
    }

    private static List<RankedItem> ranked(String... itemIds) {
        List<RankedItem> ranked = new ArrayList<>();
        for (String itemId : itemIds) {
            ranked.add(new RankedItem(itemId, -ranked.size(), Source.GRU, List.of()));
        }
        return ranked;
    }

    private static List<String> itemIds(List<RankedItem> list) {
        return list.stream().map(RankedItem::itemId).toList();
    }

    @Test
    void countAnImpressionUntilTheUserReacts() {
        Impressions shown =
                Impressions.NONE.shown(Arrays.asList("a", "b", "c"), 2).shown(List.of("b"), 2);

        assertThat(shown.of("a")).as("over the limit").isZero();
        assertThat(shown.of("b")).isEqualTo(2);
        assertThat(shown.reacted("b").of("b")).isZero();
    }
}
