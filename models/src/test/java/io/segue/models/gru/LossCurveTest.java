package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LossCurveTest {
    @Test
    void hasAPointPerStepOfAShortTraining() {
        LossCurve curve = new LossCurve(2, 2);
        for (double loss : new double[] {8, 6, 5, 4}) {
            curve.add(10, loss);
        }

        assertThat(curve.points())
                .containsExactly(
                        new LossPoint(0.5, 8), new LossPoint(1, 6), new LossPoint(1.5, 5), new LossPoint(2, 4));
    }

    @Test
    void weighsTheStepsOfAPointByTheirExamples() {
        LossCurve curve = new LossCurve(1, 2 * LossCurve.POINTS_MAX);
        curve.add(30, 2);
        curve.add(10, 6);

        assertThat(curve.points()).containsExactly(new LossPoint(1.0 / LossCurve.POINTS_MAX, 3));
    }

    @Test
    void leavesStepsWithoutExamplesToTheNextPoint() {
        LossCurve curve = new LossCurve(1, 2);
        curve.add(0, 0);
        curve.add(5, 7);

        assertThat(curve.points()).containsExactly(new LossPoint(1, 7));
    }

    @Test
    void keepsABoundedNumberOfPointsThatEndsWithTheTraining() {
        LossCurve curve = new LossCurve(7, 1_001);
        for (int step = 0; step < 7 * 1_001; step++) {
            curve.add(1, step < 7_000 ? 5 : 1);
        }

        List<LossPoint> points = curve.points();
        assertThat(points).hasSizeBetween(LossCurve.POINTS_MAX / 2, LossCurve.POINTS_MAX);
        assertThat(points.get(points.size() - 1).epochs()).isEqualTo(7);
        assertThat(points).extracting(LossPoint::epochs).isSorted().doesNotHaveDuplicates();
    }
}
