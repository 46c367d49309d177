package io.segue.state.prequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segue.state.interaction.InteractionType;
import io.segue.state.recommendation.ModelVersion;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RollbackSettingsTest {
    private static final RollbackSettings SETTINGS = new RollbackSettings(true, 0.001, 100, 0, Duration.ZERO);

    /** Lists that hold the item at a rank of the first twenty so often, and so often the control's. */
    private static QualitySums sums(long seed, int tests, double served, double control) {
        Random random = new Random(seed);
        QualitySums sums = QualitySums.NONE;
        for (int i = 0; i < tests; i++) {
            int rank = random.nextDouble() < served ? 1 + random.nextInt(20) : ListTest.MISS;
            int controlRank = random.nextDouble() < control ? 1 + random.nextInt(20) : ListTest.MISS;
            sums = sums.plus(new ListTest(
                    i, new ModelVersion("v1", "champion"), rank, "", controlRank, InteractionType.VIEW, true));
        }
        return sums;
    }

    @Test
    void findsAChampionThatIsMuchWorseInEveryOfAHundredTrials() {
        for (int seed = 0; seed < 100; seed++) {
            assertThat(SETTINGS.objection(sums(seed, 1_000, 0.1, 0.4)))
                    .as("seed " + seed)
                    .isPresent();
        }
    }

    @Test
    void leavesAChampionThatIsAsGoodInNearlyAllOfAThousandTrials() {
        long objections = 0;
        for (int seed = 0; seed < 1_000; seed++) {
            objections += SETTINGS.objection(sums(seed, 500, 0.3, 0.3)).isPresent() ? 1 : 0;
        }

        assertThat(objections).isLessThanOrEqualTo(5);
    }

    @Test
    void decidesNothingByTooFewTestsOrWhenItIsSwitchedOff() {
        assertThat(SETTINGS.objection(sums(1, 99, 0, 1))).isEmpty();
        assertThat(SETTINGS.objection(sums(1, 100, 0, 1))).isPresent();
        assertThat(new RollbackSettings(false, 0.001, 100, 0, Duration.ZERO).objection(sums(1, 100, 0, 1)))
                .isEmpty();
        assertThat(SETTINGS.objection(QualitySums.NONE)).isEmpty();
    }

    @Test
    void toleratesTheMargin() {
        QualitySums worse = sums(1, 2_000, 0.1, 0.4);
        double difference = worse.control().mrrAt20() - worse.paired().mrrAt20();

        assertThat(new RollbackSettings(true, 0.001, 100, difference, Duration.ZERO).objection(worse))
                .isEmpty();
    }

    @Test
    void hasTheProbabilitiesOfTheNormalDistribution() {
        QualitySums oneErrorBelow = new QualitySums(ListSums.NONE, paired(100, 40), paired(100, 50), 100 * (1 + 0.01));
        assertThat(PairedTest.worse(oneErrorBelow, 0)).isCloseTo(0.158655, within(1e-6));
        assertThat(PairedTest.worse(oneErrorBelow, 0.1)).isCloseTo(0.5, within(1e-6));
        assertThat(PairedTest.worse(oneErrorBelow, 0.4)).isCloseTo(0.998650, within(1e-6));
    }

    private static ListSums paired(long tests, double reciprocalRanks) {
        return new ListSums(tests, 0, 0, 0, reciprocalRanks);
    }
}
