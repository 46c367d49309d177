package io.segue.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SessionBootstrapTest {
    private final SessionBootstrap bootstrap = new SessionBootstrap(42, 1_000);

    /** 400 sessions of two predictions each, the first {@code hits} of them with one hit. */
    private static SessionSums hits(int hits) {
        double[] sums = new double[400];
        int[] counts = new int[400];
        Arrays.fill(counts, 2);
        Arrays.fill(sums, 0, hits, 1);
        return new SessionSums(sums, counts);
    }

    @Test
    void givesTheSameIntervalForTheSameSeed() {
        SessionSums values = hits(100);

        assertThat(bootstrap.interval(values)).isEqualTo(new SessionBootstrap(42, 1_000).interval(values));
        assertThat(bootstrap.interval(values)).isNotEqualTo(new SessionBootstrap(43, 1_000).interval(values));
        assertThat(bootstrap.pValue(values)).isEqualTo(new SessionBootstrap(42, 1_000).pValue(values));
    }

    @Test
    void agreesWithTheNormalIntervalOfAShare() {
        // A quarter of 400 sessions: half of 0.25 +- 1.96 sqrt(0.25 * 0.75 / 400).
        double halfWidth = 1.96 * Math.sqrt(0.25 * 0.75 / 400) / 2;

        Interval interval = bootstrap.interval(hits(100));

        assertThat(interval.low()).isCloseTo(0.125 - halfWidth, within(0.004));
        assertThat(interval.high()).isCloseTo(0.125 + halfWidth, within(0.004));
    }

    @Test
    void weighsEverySessionByItsPredictions() {
        SessionSums values = new SessionSums(new double[] {1, 0}, new int[] {1, 9});

        assertThat(values.mean()).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void doubtsADifferenceThatGoesBothWaysAndNotOneThatGoesOneWay() {
        double[] both = new double[400];
        for (int i = 0; i < both.length; i++) {
            both[i] = i % 2 == 0 ? 1 : -1;
        }
        SessionSums noise = new SessionSums(both, hits(0).counts());

        assertThat(bootstrap.pValue(noise)).isGreaterThan(0.9);
        assertThat(bootstrap.pValue(hits(40))).isLessThan(0.002);
        assertThat(bootstrap.pValue(hits(0))).as("no difference at all").isEqualTo(1);
    }

    @Test
    void givesTheExactPValueOfFewSessions() {
        // All three signs alike: 2 of 8.
        SessionSums three = new SessionSums(new double[] {1, 1, 1}, new int[] {1, 1, 1});

        assertThat(new SessionBootstrap(42, 10_000).pValue(three)).isCloseTo(0.25, within(0.02));
    }

    @Test
    void refusesTooFewResamples() {
        assertThatThrownBy(() -> new SessionBootstrap(1, 10))
                .hasMessage("resamples is 10, but must be within [100, 100000]");
    }
}
