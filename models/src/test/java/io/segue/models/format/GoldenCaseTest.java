package io.segue.models.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.serving.ModelAnswer;
import io.segue.state.session.SessionTail;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoldenCaseTest {
    private final GoldenCase golden = new GoldenCase(
            SessionTail.EMPTY,
            Map.of(),
            new float[0],
            new float[] {0.5f, -0.5f},
            List.of(new ScoredItem("a", 2), new ScoredItem("b", 1), new ScoredItem("c", 0.9999f)));

    private static ModelAnswer answer(float hidden, ScoredItem... items) {
        return new ModelAnswer(new float[] {0.5f, hidden}, List.of(items));
    }

    @Test
    void acceptsTheSameAnswerButForRounding() {
        assertThat(golden.differenceTo(answer(
                        -0.50001f, new ScoredItem("a", 2.0001f), new ScoredItem("b", 1), new ScoredItem("c", 0.9998f))))
                .isEmpty();
    }

    @Test
    void letsNeighboursWithTheSameScoreChangePlaces() {
        assertThat(golden.differenceTo(
                        answer(-0.5f, new ScoredItem("a", 2), new ScoredItem("c", 1), new ScoredItem("b", 0.9999f))))
                .isEmpty();
        assertThat(golden.differenceTo(
                        answer(-0.5f, new ScoredItem("a", 2), new ScoredItem("b", 1), new ScoredItem("d", 0.9999f))))
                .as("a stranger as good as the last")
                .isEmpty();
    }

    @Test
    void saysHowAnAnswerDiffers() {
        ScoredItem a = new ScoredItem("a", 2);
        ScoredItem b = new ScoredItem("b", 1);
        ScoredItem c = new ScoredItem("c", 0.9999f);

        assertThat(golden.differenceTo(answer(-0.4f, a, b, c))).hasValue("hidden[1] is -0.4, but must be -0.5");
        assertThat(golden.differenceTo(answer(Float.NaN, a, b, c))).isPresent();
        assertThat(golden.differenceTo(answer(-0.5f, a, b)))
                .hasValue("2 hidden values and 2 items, but must be 2 and 3");
        assertThat(golden.differenceTo(answer(-0.5f, a, new ScoredItem("b", 1.5f), c)))
                .hasValueSatisfying(difference -> assertThat(difference).startsWith("rank 2 is ScoredItem[itemId=b"));
        assertThat(golden.differenceTo(answer(-0.5f, new ScoredItem("x", 2), b, c)))
                .hasValueSatisfying(difference -> assertThat(difference).startsWith("rank 1 is ScoredItem[itemId=x"));
    }
}
