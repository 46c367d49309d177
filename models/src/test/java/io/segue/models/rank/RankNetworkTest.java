package io.segue.models.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segue.models.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankNetworkTest {
    private static final int F = RankFeature.count();

    @Test
    void addsALinearPartAndAHiddenLayer() {
        float[] mean = new float[F];
        float[] scale = new float[F];
        float[] linear = new float[F];
        float[] hidden = new float[F * 2];
        mean[0] = 1;
        scale[0] = 2;
        linear[0] = 10;
        hidden[0] = 1;
        hidden[1] = -1;
        RankNetwork network =
                new RankNetwork(mean, scale, linear, hidden, new float[] {0.5f, 0.5f}, new float[] {100, 1_000});
        float[] features = new float[F];
        features[0] = 3;

        // x = (3 - 1) * 2 = 4; linear 40; units relu(4.5) = 4.5 and relu(-3.5) = 0
        assertThat(network.scores(features, 1)).containsExactly(40 + 450);
    }

    @Test
    void scoresEveryRowAsItsFormulaSays() {
        Random random = new Random(6);
        for (int units : new int[] {0, 1, 32}) {
            RankNetwork network = drawn(units, random);
            for (int rows : new int[] {0, 1, 3, 150}) {
                float[] features = drawnOf(rows * F, random);

                float[] scores = network.scores(features, rows);

                assertThat(scores).hasSize(rows);
                for (int row = 0; row < rows; row++) {
                    assertThat(scores[row]).isEqualTo(score(network, features, row * F));
                }
            }
        }
    }

    /** One row, one feature after the other. */
    private static float score(RankNetwork network, float[] features, int from) {
        float[] active = network.hiddenBias().clone();
        float score = 0;
        for (int feature = 0; feature < F; feature++) {
            float value = (features[from + feature] - network.mean()[feature]) * network.scale()[feature];
            score += value * network.linear()[feature];
            for (int unit = 0; unit < active.length; unit++) {
                active[unit] += value * network.hidden()[feature * active.length + unit];
            }
        }
        for (int unit = 0; unit < active.length; unit++) {
            score += Math.max(0, active[unit]) * network.output()[unit];
        }
        return score;
    }

    private static RankNetwork drawn(int units, Random random) {
        return new RankNetwork(
                drawnOf(F, random),
                drawnOf(F, random),
                drawnOf(F, random),
                drawnOf(F * units, random),
                drawnOf(units, random),
                drawnOf(units, random));
    }

    @Test
    void saysByHowMuchAScoreFallsWithoutAGroupOfFeatures() {
        Random random = new Random(5);
        RankNetwork network = drawn(3, random);
        float[] features = drawnOf(2 * F, random);
        int[] groups = IntStream.range(0, F).map(feature -> feature % 4).toArray();

        float[][] falls = pass(network, features).falls(new int[] {1, 0}, groups, 4);

        float whole = network.scores(features, 2)[1];
        for (int group = 0; group < 4; group++) {
            float[] without = Arrays.copyOfRange(features, F, 2 * F);
            for (int feature = group; feature < F; feature += 4) {
                without[feature] = network.mean()[feature];
            }
            assertThat(falls[group][0]).isNotZero().isCloseTo(whole - network.scores(without, 1)[0], within(1e-3f));
        }
    }

    @Test
    void saysTheSameInMemoryThatALongerTurnHasUsed() {
        Random random = new Random(8);
        RankNetwork network = drawn(5, random);
        float[] features = drawnOf(3 * F, random);
        int[] groups = IntStream.range(0, F).map(feature -> feature % 4).toArray();
        int[] rows = {2, 0};
        float[] scores = pass(network, features).scores();
        float[][] falls = pass(network, features).falls(rows, groups, 4);

        pass(drawn(40, random), drawnOf(200 * F, random))
                .falls(IntStream.range(0, 100).toArray(), groups, 4);

        assertThat(pass(network, features).scores()).containsExactly(scores);
        assertThat(pass(network, features).falls(rows, groups, 4)).isDeepEqualTo(falls);
    }

    private static NetworkPass pass(RankNetwork network, float[] features) {
        return new NetworkPass(network, FeatureColumns.of(features, features.length / F), RankScratch.ofThisThread());
    }

    private static float[] drawnOf(int count, Random random) {
        float[] drawn = new float[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = (float) random.nextGaussian();
        }
        return drawn;
    }

    @Test
    void readsAFeatureNoFurtherThanItWasSeenInTraining() {
        RankNetwork linear = Given.reading(RankFeature.AGE);
        float[] lowest = new float[F];
        float[] highest = new float[F];
        Arrays.fill(highest, 2);
        RankNetwork bounded = new RankNetwork(
                linear.mean(),
                linear.scale(),
                lowest,
                highest,
                linear.linear(),
                linear.hidden(),
                linear.hiddenBias(),
                linear.output());
        float[] features = new float[3 * F];
        features[RankFeature.AGE.ordinal()] = 1_000;
        features[F + RankFeature.AGE.ordinal()] = 1;
        features[2 * F + RankFeature.AGE.ordinal()] = -1_000;

        float one = bounded.scores(features, 3)[1];
        assertThat(bounded.scores(features, 3)).containsExactly(2 * one, one, 0);
        assertThat(one).isNotZero();
    }

    @Test
    void comesBackFromItsTensors() {
        RankNetwork network = Given.reading(RankFeature.IN_SESSION);

        RankNetwork again = RankNetwork.of(tensors(network));

        assertThat(again.linear()).containsExactly(network.linear());
        assertThat(again.scale()).containsExactly(network.scale());
    }

    @Test
    void refusesTensorsThatDoNotFit() {
        Map<String, Tensor> tensors = tensors(Given.reading(RankFeature.IN_SESSION));
        tensors.put(RankNetwork.MEAN, Tensor.zeros(RankNetwork.MEAN, F + 1));

        assertThatThrownBy(() -> RankNetwork.of(tensors))
                .hasMessage("rank_mean has %d values, but must have %d", F + 1, F);

        tensors.remove(RankNetwork.MEAN);
        assertThatThrownBy(() -> RankNetwork.of(tensors)).hasMessage("tensor rank_mean is missing");
    }

    @Test
    void refusesValuesThatAreNoNumbers() {
        RankNetwork network = Given.reading(RankFeature.IN_SESSION);
        network.linear()[3] = Float.NaN;

        assertThatThrownBy(() -> RankNetwork.of(tensors(network))).hasMessageContaining("rank_linear holds NaN");
    }

    private static Map<String, Tensor> tensors(RankNetwork network) {
        Map<String, Tensor> tensors = new HashMap<>();
        network.tensors().forEach(tensor -> tensors.put(tensor.name(), tensor));
        return tensors;
    }
}
