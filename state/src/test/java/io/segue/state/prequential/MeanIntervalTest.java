package io.segue.state.prequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segue.state.interaction.InteractionType;
import io.segue.state.recommendation.ModelVersion;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MeanIntervalTest {
    private static QualitySums sums(int tests, double hitShare, double controlShare, long seed) {
        Random random = new Random(seed);
        QualitySums sums = QualitySums.NONE;
        for (int i = 0; i < tests; i++) {
            int rank = random.nextDouble() < hitShare ? 1 + random.nextInt(20) : ListTest.MISS;
            int controlRank = random.nextDouble() < controlShare ? 1 + random.nextInt(20) : ListTest.MISS;
            sums = sums.plus(new ListTest(
                    0, new ModelVersion("v", "b"), rank, "", controlRank, InteractionType.VIEW, true, true));
        }
        return sums;
    }

    @Test
    void holdsTheTruthNineteenTimesOfTwenty() {
        double mrr = 0;
        for (int rank = 1; rank <= 20; rank++) {
            mrr += 0.4 / rank / 20;
        }
        double[] truths = {0.4, mrr, 0.1, mrr / 4};
        int[] held = new int[4];
        for (int seed = 0; seed < 400; seed++) {
            QualitySums sums = sums(500, 0.4, 0.3, seed);
            MeanInterval[] intervals = {
                MeanInterval.recallAt20(sums),
                MeanInterval.mrrAt20(sums),
                MeanInterval.pairedRecallAt20(sums),
                MeanInterval.pairedMrrAt20(sums)
            };
            for (int i = 0; i < 4; i++) {
                held[i] += Math.abs(intervals[i].mean() - truths[i]) <= intervals[i].halfWidth() ? 1 : 0;
            }
        }
        for (int count : held) {
            assertThat(count / 400.0).isCloseTo(0.95, within(0.03));
        }
    }

    @Test
    void addsUpTheDoubtOfTwoMeans() {
        MeanInterval difference = new MeanInterval(0.5, 0.03, 100).minus(new MeanInterval(0.4, 0.04, 90));

        assertThat(difference.mean()).isCloseTo(0.1, within(1e-12));
        assertThat(difference.halfWidth()).isCloseTo(0.05, within(1e-12));
    }

    @Test
    void saysHowFarTheMeanIsAboveZero() {
        assertThat(new MeanInterval(0.3, 0.196, 100).standardErrors()).isCloseTo(3, within(1e-12));
        assertThat(new MeanInterval(0.3, 0, 100).standardErrors()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void knowsNothingWithoutATest() {
        assertThat(MeanInterval.pairedMrrAt20(QualitySums.NONE)).isEqualTo(new MeanInterval(0, 0, 0));
    }
}
