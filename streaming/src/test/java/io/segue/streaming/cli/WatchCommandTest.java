package io.segue.streaming.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.recommendation.RecommendedItem;
import io.segue.state.recommendation.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchCommandTest {
    private static Recommendation answer(RecommendedItem... items) {
        return new Recommendation(
                "r1",
                "ann",
                "morning",
                "segue.clicks-3-17",
                1_700_000_000_000L,
                1_700_000_000_042L,
                1_700_000_000_030L,
                new ModelVersion(ModelVersion.NONE, ModelVersion.CHAMPION),
                List.of(items),
                "nothing to propose yet");
    }

    @Test
    void showsWhomAndWhichEventAListAnswers() {
        assertThat(WatchCommand.lineOf(answer(), 5))
                .contains("  user ann  event segue.clicks-3-17  model none  12 ms  [nothing to propose yet]");
    }

    @Test
    void showsWhoProposedAnItemAndWhatSpeaksForIt() {
        Recommendation answer = answer(
                new RecommendedItem("hat", 1, 3, Source.SUCCESSORS, List.of("follows shoe", "popular now")),
                new RecommendedItem("tie", 2, 2, Source.POPULARITY, List.of()),
                new RecommendedItem("sock", 3, 1, Source.GRU, List.of()));

        assertThat(WatchCommand.reasonsOf(answer, 2).lines())
                .containsExactly(
                        "    1. hat  successors: follows shoe; popular now", "    2. tie  popularity: no reason given");
    }
}
