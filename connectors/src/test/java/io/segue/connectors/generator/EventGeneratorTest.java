package io.segue.connectors.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EventGeneratorTest {
    private static final Instant END = Instant.parse("2026-01-05T12:00:00Z");
    private static final GeneratorSettings SETTINGS =
            GeneratorSettings.of(5_000, 1_000, 10, Duration.ofHours(1), END, 1);

    private final List<Interaction> events =
            new EventGenerator(SETTINGS).stream().toList();

    @Test
    void makesTheSameEventsForTheSameSettings() {
        assertThat(new EventGenerator(SETTINGS).stream().toList().equals(events))
                .isTrue();
    }

    @Test
    void makesOtherVisitsInTheSameShopAtAnotherTime() {
        GeneratorSettings later =
                GeneratorSettings.of(5_000, 1_000, 10, Duration.ofHours(1), END.plus(Duration.ofHours(1)), 1);
        List<Interaction> others = new EventGenerator(later).stream().toList();

        assertThat(Collections.disjoint(ids(others), ids(events))).isTrue();
        assertThat(hitRate(others, successors(events), 4))
                .as("learnt in the first hour")
                .isGreaterThan(0.5);
    }

    @Test
    void keepsTheOrderOfTimeAndItsBounds() {
        assertThat(events).isSortedAccordingTo(Comparator.comparingLong(Interaction::timestampMs));
        assertThat(events.get(0).timestampMs())
                .isBetween(
                        SETTINGS.startMs(),
                        SETTINGS.startMs() + Duration.ofSeconds(5).toMillis());
        assertThat(events.get(events.size() - 1).timestampMs()).isLessThan(SETTINGS.endMs());
    }

    @Test
    void makesAsManyEventsPerSecondAsAskedFor() {
        assertThat(events.size() / 3_600.0).isBetween(9.0, 11.0);
    }

    @Test
    void namesEveryEventOnce() {
        assertThat(ids(events).size()).isEqualTo(events.size());
    }

    @Test
    void givesAUserOneVisitAtATimeAndVisitsOfManyUsersAtOnce() {
        Map<String, String> visitOfUser = new HashMap<>();
        Map<String, Set<String>> visitsOfUser = new HashMap<>();
        for (Interaction event : events) {
            String before = visitOfUser.put(event.userId(), event.sessionId());
            boolean fresh = visitsOfUser
                    .computeIfAbsent(event.userId(), user -> new HashSet<>())
                    .add(event.sessionId());
            assertThat(fresh || event.sessionId().equals(before))
                    .as("a visit goes on until its end")
                    .isTrue();
        }
        long usersInOneMinute = events.stream()
                .filter(event -> event.timestampMs() < SETTINGS.startMs() + 60_000)
                .map(Interaction::userId)
                .distinct()
                .count();
        assertThat(usersInOneMinute).isGreaterThan(150);
    }

    @Test
    void canBeLearntFarBetterThanPopularity() {
        List<Interaction> past = events.subList(0, events.size() / 2);
        List<Interaction> future = events.subList(events.size() / 2, events.size());

        double popularity = popularityHitRate(future, past, 20);
        double bySuccessors = hitRate(future, successors(past), 20);

        assertThat(popularity).isBetween(0.005, 0.15);
        assertThat(bySuccessors).isGreaterThan(0.5).isGreaterThan(5 * popularity);
    }

    @Test
    void leadsToAnAccessoryAfterAPurchase() {
        Shop shop = new Shop(SETTINGS.items(), SETTINGS.categories(), SETTINGS.seed());
        long purchases = 0;
        long accessories = 0;
        for (Interaction[] step : steps(events)) {
            if (step[0].type() == InteractionType.PURCHASE) {
                int item = number(step[0].itemId());
                List<Integer> expected = List.of(shop.accessory(item, 0), shop.accessory(item, 1));
                purchases++;
                accessories += expected.contains(number(step[1].itemId())) ? 1 : 0;
            }
        }
        assertThat(purchases).isGreaterThan(300);
        assertThat((double) accessories / purchases).isBetween(0.7, 0.9);
    }

    @Test
    void wantsMoreUsersForMoreEvents() {
        assertThatThrownBy(() -> GeneratorSettings.of(1_000, 2_000, 100, Duration.ofHours(1), END, 1))
                .hasMessage("segue.generator.users is 1000, but must be at least 60 times"
                        + " segue.generator.events.per.second, 6000");
    }

    private static Set<String> ids(List<Interaction> events) {
        return events.stream().map(Interaction::eventId).collect(Collectors.toSet());
    }

    private static int number(String itemId) {
        return Integer.parseInt(itemId.substring("item-".length()));
    }

    /** Pairs of successive events of one visit. */
    private static List<Interaction[]> steps(List<Interaction> events) {
        Map<String, Interaction> previous = new HashMap<>();
        return events.stream()
                .map(event -> new Interaction[] {previous.put(event.sessionId(), event), event})
                .filter(step -> step[0] != null)
                .toList();
    }

    private static Map<String, Map<String, Integer>> successors(List<Interaction> events) {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        for (Interaction[] step : steps(events)) {
            counts.computeIfAbsent(step[0].itemId(), item -> new HashMap<>()).merge(step[1].itemId(), 1, Integer::sum);
        }
        return counts;
    }

    private static double hitRate(
            List<Interaction> events, Map<String, Map<String, Integer>> successors, int listLength) {
        Map<String, Set<String>> lists = new HashMap<>();
        successors.forEach((item, counts) -> lists.put(item, best(counts, listLength)));
        List<Interaction[]> steps = steps(events);
        long hits = steps.stream()
                .filter(step -> lists.getOrDefault(step[0].itemId(), Set.of()).contains(step[1].itemId()))
                .count();
        return (double) hits / steps.size();
    }

    private static double popularityHitRate(List<Interaction> events, List<Interaction> past, int listLength) {
        Map<String, Integer> counts = new HashMap<>();
        past.forEach(event -> counts.merge(event.itemId(), 1, Integer::sum));
        Set<String> list = best(counts, listLength);
        List<Interaction[]> steps = steps(events);
        return (double) steps.stream()
                        .filter(step -> list.contains(step[1].itemId()))
                        .count()
                / steps.size();
    }

    private static Set<String> best(Map<String, Integer> counts, int listLength) {
        return counts.entrySet().stream()
                .sorted(Collections.reverseOrder(Map.Entry.comparingByValue()))
                .limit(listLength)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
