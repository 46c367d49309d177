package io.segue.state.popularity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.settings.InvalidOptionException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class PopularityTableTest {
    @Test
    void ranksTheHeaviestFirst() {
        PopularityTable table = tableOf(10, "hat", 1, "scarf", 3, "glove", 2);

        assertThat(top(table, 2)).containsExactly("scarf", "glove");
    }

    @Test
    void givesFewerWhereItHasNoMore() {
        assertThat(top(tableOf(10, "hat", 1), 5)).containsExactly("hat");
        assertThat(top(new PopularityTable(10), 5)).isEmpty();
    }

    @Test
    void ranksEqualMassesByItemIdSoThatEverySubtaskAgrees() {
        assertThat(top(tableOf(10, "b", 1, "c", 1, "a", 1), 3)).containsExactly("a", "b", "c");
    }

    @Test
    void movesAnItemUpWithItsNextEvent() {
        PopularityTable table = tableOf(10, "hat", 1, "scarf", 3);

        table.update("hat", 4);

        assertThat(top(table, 2)).containsExactly("hat", "scarf");
        assertThat(table.size()).isEqualTo(2);
    }

    @Test
    void seesEveryChangeBetweenTwoQuestions() {
        PopularityTable table = tableOf(10, "hat", 1, "scarf", 3);
        assertThat(top(table, 1)).containsExactly("scarf");

        table.update("glove", 4);
        assertThat(top(table, 1)).containsExactly("glove");
        assertThat(top(table, 5)).containsExactly("glove", "scarf", "hat");

        table.remove("scarf");
        assertThat(top(table, 5)).containsExactly("glove", "hat");
    }

    @Test
    void dropsTheLightestOverItsLimit() {
        PopularityTable table = tableOf(2, "hat", 1, "scarf", 3, "glove", 2);

        assertThat(table.size()).isEqualTo(2);
        assertThat(top(table, 5)).containsExactly("scarf", "glove");
    }

    @Test
    void takesBackAnItemThatFellOut() {
        PopularityTable table = tableOf(2, "hat", 1, "scarf", 3, "glove", 2);

        table.update("hat", 2.5);

        assertThat(top(table, 5)).containsExactly("scarf", "hat");
    }

    @Test
    void leavesOutItemsThatAreNotWanted() {
        PopularityTable table = tableOf(10, "hat", 1, "scarf", 3, "glove", 2);
        Set<String> withdrawn = Set.of("scarf");

        assertThat(top(table, 2, itemId -> !withdrawn.contains(itemId))).containsExactly("glove", "hat");
        assertThat(top(table, 3)).as("it is left out, not forgotten").contains("scarf");
    }

    @Test
    void holdsExactlyTheBestOfAllItemsEverSeen() {
        Random random = new Random(11);
        long halfLifeMs = 600_000;
        PopularityTable table = new PopularityTable(5);
        Map<String, Double> all = new HashMap<>();
        long nowMs = 1_795_342_530_000L;
        for (int i = 0; i < 5_000; i++) {
            nowMs += random.nextInt(10_000);
            String itemId = "item" + (int) Math.abs(random.nextGaussian() * 10 + i / 500.0);
            double mass = DecayedMass.plus(all.getOrDefault(itemId, DecayedMass.NONE), nowMs, halfLifeMs);
            all.put(itemId, mass);
            table.update(itemId, mass);

            List<String> best = all.entrySet().stream()
                    .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(5)
                    .map(Map.Entry::getKey)
                    .toList();
            assertThat(top(table, 5)).as("seed 11, event %s", i).isEqualTo(best);
        }
    }

    @Test
    void needsRoomForAnItem() {
        assertThatThrownBy(() -> new PopularityTable(0))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("itemsMax is 0, but must be at least 1");
    }

    private static PopularityTable tableOf(int itemsMax, Object... itemsAndMasses) {
        PopularityTable table = new PopularityTable(itemsMax);
        for (int i = 0; i < itemsAndMasses.length; i += 2) {
            table.update((String) itemsAndMasses[i], ((Number) itemsAndMasses[i + 1]).doubleValue());
        }
        return table;
    }

    private static List<String> top(PopularityTable table, int count) {
        return top(table, count, itemId -> true);
    }

    private static List<String> top(PopularityTable table, int count, Predicate<String> wanted) {
        return table.top(count, wanted).stream()
                .map(PopularityTable.Entry::itemId)
                .toList();
    }
}
