package io.segue.streaming.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.segue.state.prequential.ListSums;
import io.segue.state.prequential.QualitySlice;
import io.segue.state.prequential.QualitySums;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.recommendation.ModelVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariantResultsTest {
    private static QualityWindow window(long startMs, String version, String variant, boolean shadow, long tests) {
        QualitySlice slice =
                new QualitySlice(new ModelVersion(version, variant), QualitySlice.ALL, QualitySlice.ALL, shadow);
        ListSums sums = new ListSums(tests, 0, 0, 0, 0);
        return new QualityWindow(startMs, startMs + 60, slice, new QualitySums(sums, ListSums.NONE, ListSums.NONE, 0));
    }

    @Test
    void addsUpTheNewestWindowsThatDoNotOverlap() {
        assertThat(VariantResults.of(List.of(
                        window(0, "v1", "champion", false, 1),
                        window(20, "v1", "champion", false, 10),
                        window(40, "v1", "champion", false, 100),
                        window(60, "v1", "champion", false, 1_000),
                        window(80, "v1", "champion", false, 10_000))))
                .singleElement()
                .satisfies(result -> assertThat(result.sums().served().tests())
                        .as("from 80, and from 20")
                        .isEqualTo(10_010));
    }

    @Test
    void takesTheLaterOfTwoRecordsOfOneWindow() {
        assertThat(VariantResults.of(List.of(window(0, "v1", "b", false, 1), window(0, "v1", "b", false, 2))))
                .extracting(result -> result.sums().served().tests())
                .containsExactly(2L);
    }

    @Test
    void namesTheChampionFirstAndShadowsLastWithAllTheirVersions() {
        assertThat(VariantResults.of(List.of(
                        window(0, "v1", "a", true, 1),
                        window(0, "v1", "b", false, 1),
                        window(0, "v2", "champion", false, 1),
                        window(0, "v1", "champion", false, 1))))
                .extracting(VariantResult::variant, result -> List.copyOf(result.versions()))
                .containsExactly(
                        tuple("champion", List.of("v1", "v2")), tuple("b", List.of("v1")), tuple("a", List.of("v1")));
    }
}
