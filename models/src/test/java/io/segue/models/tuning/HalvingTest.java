package io.segue.models.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.baseline.StanSettings;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HalvingTest {
    private static final StanSettings ANY = StanSettings.DEFAULT;

    @Test
    void givesEachRungThreeTimesTheEpochsUpToAllOfThem() {
        Halving halving = new Halving(27, 3, 3, 10);

        assertThat(List.of(halving.budget(1), halving.budget(2), halving.budget(3)))
                .containsExactly(1, 3, 10);
    }

    @Test
    void keepsTheBestThirdOfEachRung() {
        Halving halving = new Halving(27, 3, 3, 9);

        assertThat(List.of(halving.kept(1), halving.kept(2), halving.kept(3))).containsExactly(9, 3, 1);
        assertThat(new Halving(2, 2, 3, 9).kept(1)).as("somebody goes on").isEqualTo(1);
    }

    @Test
    void refusesARungOfLessThanAnEpoch() {
        assertThatThrownBy(() -> new Halving(27, 4, 3, 10))
                .hasMessage("--halvings is 4, but must be within [1, 3]: the first of more would have less than an"
                        + " epoch");
    }

    @Test
    void letsTheBestGoOnInTheOrderOfTheTrialsAndTheDefaultsBesides() {
        Rung<StanSettings> rung = rung(Goal.RECALL_AT_20, 0.3, 0.5, 0.2, 0.6, 0.5);

        assertThat(rung.kept(2)).extracting(Trial::number).containsExactly(1, 2, 4);
        assertThat(rung.best().trial().number()).isEqualTo(4);
    }

    @Test
    void prefersTheDefaultsToAnEqualTrial() {
        assertThat(rung(Goal.MEAN, 0.5, 0.5).best().trial().number()).isEqualTo(Trial.DEFAULTS);
    }

    @Test
    void weighsRecallAndMrrByWhatTheDefaultsHave() {
        Score defaults = new Score(0.5, 0.2, 0);
        Score other = new Score(0.55, 0.18, 0);

        assertThat(Goal.RECALL_AT_20.of(other, defaults)).isCloseTo(1.1, within());
        assertThat(Goal.MRR_AT_20.of(other, defaults)).isCloseTo(0.9, within());
        assertThat(Goal.MEAN.of(other, defaults)).isCloseTo(1, within());
    }

    @Test
    void countsEveryHitWhereTheDefaultsHaveNone() {
        assertThat(Goal.MEAN.of(new Score(0.1, 0, 0), new Score(0, 0, 0))).isGreaterThan(1);
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-9);
    }

    private static Rung<StanSettings> rung(Goal goal, double... recalls) {
        List<TrialResult<StanSettings>> results = new ArrayList<>();
        for (double recall : recalls) {
            Trial<StanSettings> trial = new Trial<>(results.size() + 1, ANY);
            results.add(new TrialResult<>(trial, 1, 1, new Score(recall, recall, 0)));
        }
        return new Rung<>(1, 1, goal, results);
    }
}
