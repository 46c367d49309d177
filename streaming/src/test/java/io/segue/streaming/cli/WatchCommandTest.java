package io.segue.streaming.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.Recommendation;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchCommandTest {
    @Test
    void showsWhomAndWhichEventAListAnswers() {
        Recommendation answer = new Recommendation(
                "r1",
                "ann",
                "morning",
                "segue.clicks-3-17",
                1_700_000_000_000L,
                1_700_000_000_042L,
                1_700_000_000_030L,
                new ModelVersion(ModelVersion.NONE, ModelVersion.CHAMPION),
                List.of(),
                "nothing to propose yet");

        assertThat(WatchCommand.lineOf(answer, 5))
                .contains("  user ann  event segue.clicks-3-17  model none  12 ms  [nothing to propose yet]");
    }
}
