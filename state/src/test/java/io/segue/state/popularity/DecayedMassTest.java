package io.segue.state.popularity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecayedMassTest {
    private static final long NOW = 1_795_342_530_000L;
    private static final long HOUR = 3_600_000;

    @Test
    void countsOneEventAsOneWhenItHappens() {
        double mass = DecayedMass.plus(DecayedMass.NONE, NOW, HOUR);

        assertThat(DecayedMass.countAt(mass, NOW, HOUR)).isCloseTo(1, withPercentage(1e-6));
    }

    @Test
    void halvesTheCountAfterAHalfLife() {
        double mass = DecayedMass.plus(DecayedMass.plus(DecayedMass.NONE, NOW, HOUR), NOW, HOUR);

        assertThat(DecayedMass.countAt(mass, NOW + HOUR, HOUR)).isCloseTo(1, withPercentage(1e-6));
        assertThat(DecayedMass.countAt(mass, NOW + 3 * HOUR, HOUR)).isCloseTo(0.25, withPercentage(1e-6));
    }

    @Test
    void countsAnItemWithoutEventsAsNothing() {
        assertThat(DecayedMass.countAt(DecayedMass.NONE, NOW, HOUR)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "PT10M", "PT6H", "P7D"})
    void agreesWithTheSumOverAllEvents(Duration halfLife) {
        Random random = new Random(3);
        long halfLifeMs = halfLife.toMillis();
        List<Long> timestamps = new ArrayList<>();
        double mass = DecayedMass.NONE;
        for (int i = 0; i < 2_000; i++) {
            long timestampMs = NOW - random.nextLong(8 * halfLifeMs); // in any order
            timestamps.add(timestampMs);
            mass = DecayedMass.plus(mass, timestampMs, halfLifeMs);
        }

        double naive = timestamps.stream()
                .mapToDouble(at -> Math.pow(0.5, (double) (NOW - at) / halfLifeMs))
                .sum();
        assertThat(DecayedMass.countAt(mass, NOW, halfLifeMs)).isCloseTo(naive, withPercentage(1e-4));
    }

    @Test
    void keepsTheOrderOfTwoItemsWhateverTimePasses() {
        double manyLongAgo = DecayedMass.NONE;
        for (int i = 0; i < 3; i++) {
            manyLongAgo = DecayedMass.plus(manyLongAgo, NOW - HOUR, HOUR);
        }
        double oneJustNow = DecayedMass.plus(DecayedMass.NONE, NOW, HOUR);

        assertThat(manyLongAgo).as("3 halved once are more than 1").isGreaterThan(oneJustNow);
        for (long laterMs : new long[] {0, HOUR, 24 * HOUR, 500 * HOUR}) {
            assertThat(DecayedMass.countAt(manyLongAgo, NOW + laterMs, HOUR))
                    .isGreaterThan(DecayedMass.countAt(oneJustNow, NOW + laterMs, HOUR));
        }
    }

    @Test
    void isFiniteSeenFromLongBeforeTheEvents() {
        double mass = DecayedMass.plus(DecayedMass.NONE, NOW, HOUR);

        assertThat(DecayedMass.countAt(mass, NOW - 5_000 * HOUR, HOUR)).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void neverShrinksByAnEventHoweverOld() {
        double mass = DecayedMass.plus(DecayedMass.NONE, NOW, HOUR);

        assertThat(DecayedMass.plus(mass, NOW - 1_000_000 * HOUR, HOUR)).isGreaterThanOrEqualTo(mass);
    }
}
