package io.segue.state.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuccessorsTest {
    private static final long NOW = 1_795_341_600_000L;
    private static final HalfLives HALF_LIVES =
            new HalfLives(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofDays(1));
    /** So little that shares are plain ones. */
    private static final double BARELY = 1e-9;

    private static final LiveSettings THREE = settings(3);

    @Test
    void tellsHowProbableEachSuccessorIs() {
        Successors successors = Successors.NONE
                .plus("hat", NOW, 0, THREE)
                .plus("hat", NOW, 0, THREE)
                .plus("hat", NOW, 0, THREE)
                .plus("bag", NOW, 0, THREE);

        List<Neighbour> neighbours = successors.neighbours("shoe", NOW, THREE);

        assertThat(neighbours).extracting(Neighbour::itemId).containsExactly("hat", "bag");
        assertThat(neighbours).extracting(Neighbour::causeItemId).containsOnly("shoe");
        assertThat(neighbours.get(0).fast()).isCloseTo(0.75f, within(1e-6f));
        assertThat(neighbours.get(1).slow()).isCloseTo(0.25f, within(1e-6f));
        assertThat(neighbours.get(1).strength()).isCloseTo(0.75f, within(1e-6f));
    }

    @Test
    void forgetsAtThreeSpeeds() {
        long tenMinutesLater = NOW + Duration.ofMinutes(10).toMillis();
        Successors successors = Successors.NONE.plus("hat", NOW, 0, THREE).plus("bag", tenMinutesLater, 0, THREE);

        Neighbour hat = of(successors, "hat");

        assertThat(hat.fast()).as("half of one, of one and a half").isCloseTo(1 / 3f, within(1e-5f));
        double medium = Math.pow(2, -1.0 / 6);
        assertThat(hat.medium()).isCloseTo((float) (medium / (1 + medium)), within(1e-5f));
        assertThat(hat.slow()).isBetween(hat.medium(), 0.5f);
    }

    @Test
    void weighsATransitionByItsTimeAndNotByItsArrival() {
        Successors inOrder = Successors.NONE.plus("hat", NOW, 0, THREE).plus("bag", NOW + 60_000, -1, THREE);
        Successors outOfOrder =
                Successors.NONE.plus("bag", NOW + 60_000, -1, THREE).plus("hat", NOW, 0, THREE);

        assertThat(of(outOfOrder, "hat").fast()).isCloseTo(of(inOrder, "hat").fast(), within(1e-6f));
        assertThat(of(outOfOrder, "bag").slow()).isCloseTo(of(inOrder, "bag").slow(), within(1e-6f));
    }

    @Test
    void countsATransitionOverTwoEventsHalf() {
        Successors successors = Successors.NONE.plus("hat", NOW, 0, THREE).plus("bag", NOW, -1, THREE);

        assertThat(of(successors, "hat").slow()).isCloseTo(2 / 3f, within(1e-6f));
    }

    @Test
    void dropsTheWeakestOverItsLimitAndStillCountsItAmongAll() {
        Successors successors = Successors.NONE
                .plus("hat", NOW, 0, THREE)
                .plus("bag", NOW + 1, 0, THREE)
                .plus("tie", NOW + 2, 0, THREE)
                .plus("cap", NOW + 3, 0, THREE);

        assertThat(successors.counts()).containsOnlyKeys("bag", "tie", "cap");
        assertThat(of(successors, "cap").slow()).isCloseTo(0.25f, within(1e-3f));
    }

    @Test
    void dropsTheFirstByIdOfEquallyWeakOnes() {
        Successors successors = Successors.NONE
                .plus("c", NOW, 0, THREE)
                .plus("a", NOW, 0, THREE)
                .plus("b", NOW, 0, THREE)
                .plus("d", NOW, 0, THREE);

        assertThat(successors.counts()).containsOnlyKeys("b", "c", "d");
    }

    @Test
    void takesWhatWasSeenOnceForNoCertainty() {
        LiveSettings smoothed = new LiveSettings(HALF_LIVES, HALF_LIVES, 3, 3, 2, 0.5, 50);
        Successors once = Successors.NONE.plus("hat", NOW, 0, smoothed);

        assertThat(once.neighbours("shoe", NOW, smoothed).get(0).slow()).isCloseTo(1 / 3f, within(1e-6f));
        assertThat(once.neighbours("shoe", NOW + Duration.ofDays(1).toMillis(), smoothed)
                        .get(0)
                        .slow())
                .as("half of one, of two and a half")
                .isCloseTo(0.2f, within(1e-6f));
    }

    @Test
    void hasNoneWhileNothingFollowed() {
        assertThat(Successors.NONE.neighbours("shoe", NOW, THREE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithCountingEveryTransitionAnew(long seed) {
        Random random = new Random(seed);
        LiveSettings wide = settings(100);
        Successors successors = Successors.NONE;
        Map<String, Double> counts = new HashMap<>();
        double all = 0;
        long nowMs = NOW;
        for (int i = 0; i < 500; i++) {
            nowMs += random.nextInt(60_000);
            String item = "item" + random.nextInt(20);
            successors = successors.plus(item, nowMs, 0, wide);
            double weight =
                    Math.pow(2, (double) (nowMs - NOW) / HALF_LIVES.medium().toMillis());
            counts.merge(item, weight, Double::sum);
            all += weight;
        }

        for (Neighbour neighbour : successors.neighbours("shoe", nowMs, wide)) {
            double expected = counts.getOrDefault(neighbour.itemId(), 0.0) / all;
            assertThat(neighbour.medium()).as("seed " + seed).isCloseTo((float) expected, within(1e-5f));
        }
    }

    @Test
    void goesOnFromThePastOnceAndOnlyWhereItBeginsAfterIt() {
        Successors before = Successors.NONE.plus("hat", NOW, 0, THREE).plus("bag", NOW + 1, 0, THREE);
        Successors own = Successors.NONE.plus("hat", NOW + 2, 0, THREE);

        Successors both = own.withPast(past(NOW + 1, before), "shoe", THREE);
        assertThat(both.counts())
                .isEqualTo(before.plus("hat", NOW + 2, 0, THREE).counts());
        assertThat(both.total()).isEqualTo(before.plus("hat", NOW + 2, 0, THREE).total());
        assertThat(both.withPast(past(NOW + 3, before), "shoe", THREE))
                .as("once")
                .isSameAs(both);
        assertThat(own.withPast(past(NOW + 2, before), "shoe", THREE)).isSameAs(own);
        assertThat(own.withPast(past(NOW, Successors.NONE), "shoe", THREE)).isSameAs(own);
    }

    @Test
    void doesNotCountAgainWhatIsInThePast() {
        Successors before = Successors.NONE.plus("hat", NOW, 0, THREE);
        Successors both = Successors.NONE.withPast(past(NOW, before), "shoe", THREE);

        assertThat(both.counts()).isEqualTo(before.counts());
        assertThat(both.plus("hat", NOW, 0, THREE)).as("a backlog").isSameAs(both);
        assertThat(both.plus("hat", NOW + 1, 0, THREE).counts())
                .isEqualTo(before.plus("hat", NOW + 1, 0, THREE).counts());
    }

    @Test
    void keepsTheLimitWithThePast() {
        Successors before = Successors.NONE.plus("a", NOW, 0, settings(2)).plus("b", NOW + 60_000, 0, settings(2));
        Successors own = Successors.NONE.plus("c", NOW + 120_000, 0, settings(2));

        assertThat(own.withPast(past(NOW + 60_000, before), "shoe", settings(2)).counts())
                .containsOnlyKeys("b", "c");
    }

    private static PastCounts past(long untilMs, Successors successors) {
        return new Past(untilMs, Map.of(), successors);
    }

    private static Neighbour of(Successors successors, String itemId) {
        return new SessionNeighbours(successors.neighbours("shoe", NOW, THREE))
                .of(itemId)
                .orElseThrow();
    }

    private static LiveSettings settings(int successorsMax) {
        return new LiveSettings(HALF_LIVES, HALF_LIVES, successorsMax, 3, BARELY, 0.5, 50);
    }
}
