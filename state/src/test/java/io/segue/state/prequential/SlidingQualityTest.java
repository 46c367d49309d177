package io.segue.state.prequential;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.interaction.InteractionType;
import io.segue.state.recommendation.ModelVersion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Windows of three minutes, one every minute.
 *
 * <pre>
 * minute   0   1   2   3   4   5
 * tests    a   b       c
 * windows  a          until 1
 *          a   b      until 2
 *          a   b      until 3
 *              b   c  until 4
 * </pre>
 */
class SlidingQualityTest {
    private static final ModelVersion V1 = new ModelVersion("v1", "champion");
    private static final ModelVersion V2 = new ModelVersion("v2", "champion");
    private static final long MINUTE = 60_000;
    private final SlidingQuality quality =
            new SlidingQuality(new WindowSettings(Duration.ofMinutes(3), Duration.ofMinutes(1)));

    private static ListTest test(ModelVersion model, long minute, int rank, int controlRank) {
        return new ListTest(
                minute * MINUTE + 1,
                model,
                rank,
                rank == ListTest.MISS ? "" : "gru",
                controlRank,
                InteractionType.VIEW,
                true);
    }

    private static List<QualityWindow> of(List<QualityWindow> windows, String by) {
        return windows.stream().filter(window -> window.slice().by().equals(by)).toList();
    }

    private List<Long> testsAt(List<QualityWindow> windows) {
        return of(windows, QualitySlice.ALL).stream()
                .map(window -> window.sums().served().tests())
                .toList();
    }

    @Test
    void holdsEveryTestInEachWindowOfItsTime() {
        quality.add(test(V1, 0, 1, 0));
        quality.add(test(V1, 1, 1, 0));
        quality.add(test(V1, 3, 1, 0));

        List<QualityWindow> windows = quality.closeUntil(10 * MINUTE);

        assertThat(of(windows, QualitySlice.ALL))
                .extracting(window -> window.endMs() / MINUTE)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(testsAt(windows)).containsExactly(1L, 2L, 2L, 2L, 1L, 1L);
        assertThat(quality.panes()).isEmpty();
    }

    @Test
    void closesNoWindowBeforeItsEnd() {
        quality.add(test(V1, 0, 1, 0));

        assertThat(quality.closeUntil(MINUTE - 2)).isEmpty();
        assertThat(testsAt(quality.closeUntil(MINUTE - 1))).containsExactly(1L);
        assertThat(quality.closeUntil(MINUTE)).isEmpty();
    }

    @Test
    void refusesATestOfAWindowThatIsClosed() {
        quality.closeUntil(MINUTE);

        assertThat(quality.add(test(V1, 0, 1, 0))).isFalse();
        assertThat(quality.add(test(V1, 1, 1, 0))).isTrue();
    }

    @Test
    void givesTheFiguresOfBothSidesAndTheirDifferences() {
        quality.add(test(V1, 0, 1, 2));
        quality.add(test(V1, 0, 4, ListTest.MISS));
        quality.add(test(V1, 0, ListTest.MISS, 1));
        quality.add(test(V1, 0, 21, ListTest.NOT_ASKED));

        QualitySums sums =
                of(quality.closeUntil(MINUTE), QualitySlice.ALL).get(0).sums();

        assertThat(sums.served()).isEqualTo(new ListSums(4, 1, 2, 2, 1.25));
        assertThat(sums.paired()).isEqualTo(new ListSums(3, 1, 2, 2, 1.25));
        assertThat(sums.control()).isEqualTo(new ListSums(3, 1, 2, 2, 1.5));
        assertThat(sums.squaredDifferences()).isEqualTo(0.25 + 0.0625 + 1);
        assertThat(sums.disagreements()).as("all but the first").isEqualTo(2);
        assertThat(sums.squaredReciprocalRanks()).isEqualTo(1 + 0.0625);
    }

    @Test
    void tellsVersionsApartAndGivesSourcesOutOfAllTests() {
        quality.add(test(V1, 0, 1, 0));
        quality.add(test(V1, 0, ListTest.MISS, 0));
        quality.add(test(V2, 0, 2, 0));

        List<QualityWindow> windows = quality.closeUntil(MINUTE);

        assertThat(of(windows, QualitySlice.ALL))
                .extracting(window -> window.slice().model())
                .containsExactly(V1, V2);
        assertThat(of(windows, QualitySlice.SOURCE))
                .extracting(window -> window.sums().served().recallAt20())
                .containsExactly(0.5, 1.0);
    }

    @Test
    void tellsShadowsFromListsThatWereShown() {
        quality.add(test(V1, 0, 1, 0));
        quality.add(new ListTest(1, V1, 2, "gru", 1, InteractionType.VIEW, true, true));

        List<QualityWindow> windows = quality.closeUntil(MINUTE);

        assertThat(of(windows, QualitySlice.ALL))
                .extracting(window -> window.slice().shadow())
                .containsExactly(false, true);
        assertThat(of(windows, QualitySlice.SOURCE))
                .extracting(window -> window.sums().served().tests())
                .containsExactly(1L, 1L);
    }

    @Test
    void endsWithTheLastTestWhenTimeEnds() {
        quality.add(test(V1, 0, 1, 0));
        quality.add(test(V1, 1, 1, 0));

        assertThat(testsAt(quality.closeUntil(Long.MAX_VALUE))).containsExactly(1L, 2L);
    }

    @Test
    void closesNothingBeforeTimeBegins() {
        quality.add(test(V1, 0, 1, 0));

        assertThat(quality.closeUntil(Long.MIN_VALUE)).isEmpty();
        assertThat(testsAt(quality.closeUntil(MINUTE))).containsExactly(1L);
    }

    @Test
    void goesOnFromItsPanes() {
        quality.add(test(V1, 0, 1, 0));
        quality.add(test(V1, 1, 1, 0));
        quality.closeUntil(MINUTE);
        SlidingQuality restored = new SlidingQuality(new WindowSettings(Duration.ofMinutes(3), Duration.ofMinutes(1)));
        restored.restore(quality.panes(), quality.closedUntilMs());

        assertThat(restored.add(test(V1, 0, 1, 0))).isFalse();
        assertThat(restored.closeUntil(4 * MINUTE)).isEqualTo(quality.closeUntil(4 * MINUTE));
    }

    @Test
    void goesOnWithAnotherSlide() {
        quality.add(test(V1, 4, 1, 0));
        SlidingQuality restored = new SlidingQuality(new WindowSettings(Duration.ofMinutes(5), Duration.ofMinutes(5)));
        restored.restore(quality.panes(), quality.closedUntilMs());

        assertThat(of(restored.closeUntil(5 * MINUTE), QualitySlice.ALL))
                .singleElement()
                .satisfies(window -> {
                    assertThat(window.startMs()).isZero();
                    assertThat(window.sums().served().tests()).isOne();
                });
    }
}
