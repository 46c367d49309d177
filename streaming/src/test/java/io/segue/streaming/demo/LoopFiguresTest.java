package io.segue.streaming.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.state.interaction.InteractionType;
import io.segue.state.prequential.ListTest;
import io.segue.state.prequential.QualitySlice;
import io.segue.state.prequential.QualitySums;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.recommendation.ModelVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopFiguresTest {
    private static final int TESTS = 100;

    /** The frozen model finds every second item, what was shown finds all, both at the top. */
    private static QualityWindow frozen() {
        QualitySums sums = QualitySums.NONE;
        ModelVersion model = new ModelVersion("v1", LearningLoop.FROZEN);
        for (int test = 0; test < TESTS; test++) {
            int rank = test % 2 == 0 ? 1 : ListTest.MISS;
            sums = sums.plus(new ListTest(0, model, rank, "", 1, InteractionType.VIEW, true, true));
        }
        QualitySlice slice = new QualitySlice(model, QualitySlice.ALL, QualitySlice.ALL, true);
        return new QualityWindow(0, 3_600_000, slice, sums);
    }

    @Test
    void saysHowMuchBetterWhatWasShownIsThanEachShadowInTheSameTests() {
        LoopFigures figures = LoopFigures.of(List.of(), 0, List.of(frozen()));

        ObjectNode json = new ObjectMapper().createObjectNode();
        figures.writeTo(json);

        assertThat(json.at("/recallAt20/frozen").asDouble()).isEqualTo(0.5);
        JsonNode difference = json.at("/servedMinus/frozen");
        assertThat(difference.get("tests").asInt()).isEqualTo(TESTS);
        assertThat(difference.at("/recallAt20/mean").asDouble()).isEqualTo(0.5);
        assertThat(difference.at("/recallAt20/low").asDouble())
                .as("half of the tests differ by one, the others by none")
                .isCloseTo(0.5 - 1.96 * 0.05, within(1e-9));
        assertThat(difference.at("/mrrAt20/high").asDouble()).isCloseTo(0.5 + 1.96 * 0.05, within(1e-9));
        assertThat(json.at("/servedMinus").has("served")).isFalse();
        assertThat(figures.summary()).contains("served minus").contains("+0.5000 ±0.0980");
    }
}
