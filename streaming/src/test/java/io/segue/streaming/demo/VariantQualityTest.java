package io.segue.streaming.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.prequential.ListSums;
import io.segue.state.prequential.QualitySlice;
import io.segue.state.prequential.QualitySums;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.recommendation.ModelVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariantQualityTest {
    private static final long HOUR = 3_600_000;

    private static QualityWindow window(long startMs, String version, String variant, String by, int tests, int hits) {
        QualitySlice slice = new QualitySlice(new ModelVersion(version, variant), by, "all", false);
        ListSums served = new ListSums(tests, 0, 0, hits, hits);
        return new QualityWindow(
                startMs, startMs + HOUR, slice, new QualitySums(served, ListSums.NONE, ListSums.NONE, 0));
    }

    @Test
    void addsUpTheVersionsOfAVariantInWindowsThatDoNotOverlap() {
        var quality = VariantQuality.of(
                List.of(
                        window(0, "v1", "champion", "all", 10, 5),
                        window(0, "v2", "champion", "all", 10, 7),
                        window(0, "v1", "frozen", "all", 20, 1),
                        window(HOUR / 2, "v1", "champion", "all", 100, 100),
                        window(HOUR, "v2", "champion", "all", 4, 4),
                        window(HOUR, "v2", "champion", "type", 4, 4)),
                "all",
                "all");

        assertThat(quality).containsOnlyKeys(0L, HOUR);
        assertThat(quality.get(0L).get("champion").served()).isEqualTo(new ListSums(20, 0, 0, 12, 12));
        assertThat(quality.get(0L).get("frozen").served().recallAt20()).isEqualTo(0.05);
        assertThat(quality.get(HOUR)).containsOnlyKeys("champion");
        assertThat(quality.get(HOUR).get("champion").served().tests()).isEqualTo(4);
    }

    @Test
    void takesAWindowThatWasWrittenAgainOnce() {
        var quality = VariantQuality.of(
                List.of(window(0, "v1", "champion", "all", 10, 5), window(0, "v1", "champion", "all", 12, 6)),
                "all",
                "all");

        assertThat(quality.get(0L).get("champion").served().tests()).isEqualTo(12);
    }
}
