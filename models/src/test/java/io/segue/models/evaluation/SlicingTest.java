package io.segue.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlicingTest {
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    @Test
    void showsCartsAndPurchasesTogetherOnceMore() {
        Map<String, int[]> parts =
                Slicing.NEXT_EVENT.of(List.of(next("purchase"), next("view"), next("cart"), next("purchase")));

        assertThat(parts.keySet()).containsExactly("view", "cart", "purchase", "cartOrPurchase");
        assertThat(parts.get("purchase")).containsExactly(0, 3);
        assertThat(parts.get("cartOrPurchase")).containsExactly(0, 2, 3);
    }

    @Test
    void bordersTheBinsOfSupport() {
        assertThat(List.of(0, 1, 4, 5, 19, 20))
                .extracting(support ->
                        part(Slicing.SUPPORT, new Prediction(0, "i", "view", support, 0, false, false, 1, 0, 0)))
                .containsExactly("unseen", "1-4", "1-4", "5-19", "5-19", "20+");
    }

    @Test
    void bordersTheBinsOfAge() {
        assertThat(List.of(0L, HOUR_MS - 1, HOUR_MS, 24 * HOUR_MS, 7 * 24 * HOUR_MS))
                .extracting(
                        age -> part(Slicing.ITEM_AGE, new Prediction(0, "i", "view", 0, age, false, false, 1, 0, 0)))
                .containsExactly("<1h", "<1h", "<1d", "<7d", "older");
    }

    @Test
    void bordersTheBinsOfTheGap() {
        assertThat(List.of(0L, 29_999L, 30_000L, 119_999L, 120_000L, 599_999L, 600_000L))
                .extracting(gapMs -> part(Slicing.GAP, new Prediction(0, "i", "view", 0, 0, false, false, 1, gapMs, 0)))
                .containsExactly("<30s", "<30s", "<2m", "<2m", "<10m", "<10m", "10m+");
    }

    @Test
    void bordersTheBinsOfThePosition() {
        assertThat(List.of(1, 2, 3, 4, 5, 6, 10, 11))
                .extracting(position ->
                        part(Slicing.POSITION, new Prediction(0, "i", "view", 0, 0, false, false, position, 0, 0)))
                .containsExactly("1", "2", "3", "4-5", "4-5", "6-10", "6-10", ">10");
    }

    @Test
    void tellsRepeatsFromNewItems() {
        assertThat(part(Slicing.NOVELTY, new Prediction(0, "i", "view", 0, 0, true, false, 2, 0, 0)))
                .isEqualTo("repeat");
        assertThat(part(Slicing.NOVELTY, next("view"))).isEqualTo("new");
    }

    @Test
    void tellsWhoComesBackFromOthers() {
        List<Prediction> predictions = List.of(
                new Prediction(0, "i", "view", 0, 0, false, true, 1, 0, 0),
                next("view"),
                new Prediction(1, "i", "view", 0, 0, false, true, 1, 0, 0));

        Map<String, int[]> parts = Slicing.RETURN.of(predictions);

        assertThat(parts.keySet()).containsExactly("others", "returning");
        assertThat(parts.get("returning")).containsExactly(0, 2);
    }

    @Test
    void countsAShortTestInHoursAndALongOneInDays() {
        List<Prediction> shortTest = List.of(at(0), at(10 * HOUR_MS), at(2 * HOUR_MS));
        List<Prediction> longTest = List.of(at(0), at(10 * HOUR_MS), at(50 * HOUR_MS));

        assertThat(Slicing.TEST_TIME.of(shortTest).keySet()).containsExactly("hour 1", "hour 3", "hour 11");
        assertThat(Slicing.TEST_TIME.of(longTest).keySet()).containsExactly("day 1", "day 3");
    }

    private static String part(Slicing slicing, Prediction prediction) {
        return slicing.of(List.of(prediction)).keySet().iterator().next();
    }

    private static Prediction next(String typeName) {
        return new Prediction(0, "i", typeName, 0, 0, false, false, 1, 0, 0);
    }

    private static Prediction at(long timestampMs) {
        return new Prediction(0, "i", "view", 0, 0, false, false, 1, 0, timestampMs);
    }
}
