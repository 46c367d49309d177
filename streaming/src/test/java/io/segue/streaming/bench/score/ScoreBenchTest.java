package io.segue.streaming.bench.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.models.gru.Backend;
import io.segue.models.proposal.ScoredItem;
import io.segue.models.serving.ModelAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreBenchTest {
    private static final ScoreCeiling CEILING = new ScoreCeiling(20, 80, 100);

    private static ScoreSettings settings(int items, int batch) {
        return new ScoreSettings(List.of(items), List.of(batch), 16, 5, true);
    }

    private static ScoreCell cell(String engine, double ms, double spread) {
        return new ScoreCell(engine, 1_000_000, 64, 128, ms, ms, spread, 10, 1, 0);
    }

    @Test
    void measuresEveryEngineAndFindsThemExact() {
        ScoreFigures figures = new ScoreBench(settings(300, 3)).run(() -> false, line -> {});

        assertThat(figures.cells())
                .extracting(ScoreCell::engine)
                .containsExactly(figures.kernel(), "scalar", "libtorch");
        assertThat(figures.cells()).allSatisfy(cell -> {
            assertThat(cell.overlap()).isEqualTo(1);
            assertThat(cell.scoreErrorMax()).isLessThan(1e-5);
            assertThat(cell.ms()).isPositive();
        });
        assertThat(figures.ceiling().readGigabytesPerSecond()).isPositive();
        assertThat(figures.ceiling().gemmGigaflops()).isPositive();
        assertThat(figures.ceiling().peakGigaflops()).isPositive();
    }

    @Test
    void measuresNothingMoreOnceItIsStopped() {
        assertThat(new ScoreBench(settings(300, 3)).run(() -> true, line -> {}).cells())
                .isEmpty();
    }

    @Test
    void setsTheTimeBesideTheBaselineAndTheCeiling() {
        ScoreCell kernel = cell("vector-512", 210, 0.02);
        ScoreFigures figures = new ScoreFigures(
                settings(1_000_000, 64), "vector-512", CEILING, List.of(kernel, cell("libtorch", 420, 0.05)), 0.1, 1);

        ObjectNode json = new ObjectMapper().createObjectNode();
        figures.writeTo(json);

        assertThat(json.path("busy").asBoolean()).isFalse();
        assertThat(json.path("cells").path(0).path("ratio").asDouble()).isEqualTo(2);
        // 512 MB in 200 ms, and 64 times 256 million operations.
        assertThat(json.path("cells").path(0).path("percentOfBandwidth").asDouble())
                .isCloseTo(12.8, within(1e-9));
        assertThat(json.path("cells").path(0).path("percentOfGemm").asDouble()).isCloseTo(102.4, within(1e-9));
        assertThat(figures.summary()).contains("1,000,000").doesNotContain("BUSY");
    }

    @Test
    void saysThatTheMachineIsBusy() {
        ScoreSettings settings = settings(1_000_000, 64);
        List<ScoreCell> steady = List.of(cell("libtorch", 420, 0.05));

        assertThat(new ScoreFigures(settings, "v", CEILING, steady, 3, 1).summary())
                .contains("3.0 before", "BUSY");
        assertThat(new ScoreFigures(settings, "v", CEILING, List.of(cell("libtorch", 420, 0.5)), 0, 1).summary())
                .contains("by up to 50 %: BUSY");
    }

    @Test
    void seesAListThatIsNotExact() {
        try (ScoredCatalogue catalogue = new ScoredCatalogue(200, 8, Map.of("kernel", Backend.KERNEL))) {
            ModelAnswer exact = catalogue
                    .scorer("kernel")
                    .recommend(catalogue.requests(1), 10)
                    .get(0);
            List<ScoredItem> all = catalogue
                    .scorer("kernel")
                    .recommend(catalogue.requests(1), 200)
                    .get(0)
                    .items();
            List<ScoredItem> wrong = new ArrayList<>(exact.items().subList(0, 9));
            wrong.add(new ScoredItem(all.get(150).itemId(), all.get(150).score() + 1));

            assertThat(catalogue.exactness(exact).overlap()).isEqualTo(1);
            ScoredCatalogue.Exactness seen = catalogue.exactness(new ModelAnswer(exact.hidden(), wrong));
            assertThat(seen.overlap()).isEqualTo(0.9);
            assertThat(seen.scoreErrorMax()).isCloseTo(1, within(1e-5));
        }
    }
}
