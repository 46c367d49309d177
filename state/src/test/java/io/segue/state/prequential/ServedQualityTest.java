package io.segue.state.prequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.interaction.InteractionType;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.settings.InvalidOptionException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ServedQualityTest {
    private static final DropSettings SETTINGS = new DropSettings(0.1, 100);

    /** An hour that ends with this minute; every hit is the first of its list. */
    private static QualityWindow window(String version, int untilMinute, int hits, int tests) {
        ListSums served = new ListSums(tests, hits, hits, hits, hits);
        return window(version, untilMinute, new QualitySums(served, ListSums.NONE, ListSums.NONE, 0, 0, hits));
    }

    private static QualityWindow window(String version, int untilMinute, QualitySums sums) {
        long endMs = untilMinute * 60_000L;
        QualitySlice slice = QualitySlice.all(new ModelVersion(version, ModelVersion.CHAMPION));
        return new QualityWindow(endMs - 3_600_000, endMs, slice, sums);
    }

    @Test
    void saysWhatFellByHowMuch() {
        ServedQuality served = ServedQuality.of(window("v1", 60, 400, 1_000));

        assertThat(served.drop(window("v1", 61, 250, 1_000), SETTINGS))
                .contains("MRR@20 of model v1 fell from 0.4000 to 0.2500 over 1000 tests");
    }

    @Test
    void comparesWithTheBestWindowAndNotWithTheNewest() {
        ServedQuality served = ServedQuality.of(window("v1", 60, 3_000, 10_000))
                .plus(window("v1", 61, 4_000, 10_000), SETTINGS)
                .plus(window("v1", 62, 3_700, 10_000), SETTINGS);

        assertThat(served.drop(window("v1", 63, 3_500, 10_000), SETTINGS))
                .get()
                .asString()
                .contains("from 0.4000");
    }

    @Test
    void isSilentWhereTheFallIsSmallOrMayBeChance() {
        ServedQuality large = ServedQuality.of(window("v1", 60, 400_000, 1_000_000));
        assertThat(large.drop(window("v1", 61, 361_000, 1_000_000), SETTINGS))
                .as("9.75 %")
                .isEmpty();
        assertThat(large.drop(window("v1", 61, 359_000, 1_000_000), SETTINGS))
                .as("10.25 %")
                .isPresent();

        ServedQuality small = ServedQuality.of(window("v1", 60, 80, 200));
        assertThat(small.drop(window("v1", 61, 53, 200), SETTINGS)).as("z 2.90").isEmpty();
        assertThat(small.drop(window("v1", 61, 50, 200), SETTINGS)).as("z 3.24").isPresent();
    }

    @Test
    void neitherSpeaksNorLearnsFromTooFewTests() {
        ServedQuality served = ServedQuality.of(window("v1", 60, 40, 100));

        assertThat(served.drop(window("v1", 61, 0, 99), SETTINGS)).isEmpty();
        assertThat(served.plus(window("v1", 61, 99, 99), SETTINGS).best()).isEqualTo(served.best());
    }

    @Test
    void neitherSpeaksNorLearnsFromARecordThatDoesNotSayHowFarItsTestsAreSpread() {
        ServedQuality served = ServedQuality.of(window("v1", 60, 400, 1_000));
        QualitySums unknown = new QualitySums(new ListSums(1_000, 0, 0, 0, 100), ListSums.NONE, ListSums.NONE, 0);
        assertThat(served.drop(window("v1", 61, unknown), SETTINGS)).isEmpty();

        QualityWindow nothingFound = window("v1", 61, 0, 1_000);
        assertThat(served.drop(nothingFound, SETTINGS)).isPresent();
    }

    @Test
    void isSwitchedOffByZero() {
        ServedQuality served = ServedQuality.of(window("v1", 60, 900, 1_000));

        assertThat(served.drop(window("v1", 61, 0, 1_000), new DropSettings(0, 100)))
                .isEmpty();
    }

    @Test
    void startsAnewFromTheWindowThatFell() {
        QualityWindow fallen = window("v1", 61, 200, 1_000);
        ServedQuality served = ServedQuality.of(window("v1", 60, 400, 1_000)).plus(fallen, SETTINGS);

        assertThat(served).isEqualTo(ServedQuality.of(fallen));
        assertThat(served.drop(window("v1", 62, 190, 1_000), SETTINGS)).isEmpty();
        assertThat(served.drop(window("v1", 62, 100, 1_000), SETTINGS))
                .as("once more")
                .isPresent();
    }

    @Test
    void passesOverWindowsThatAreWrittenAgain() {
        QualityWindow good = window("v1", 60, 400, 1_000);
        QualityWindow fallen = window("v1", 61, 200, 1_000);
        ServedQuality served = ServedQuality.of(good).plus(fallen, SETTINGS);

        assertThat(served.plus(good, SETTINGS)).isEqualTo(served);
        assertThat(served.drop(fallen, SETTINGS)).isEmpty();
    }

    @Test
    void judgesANewVersionByItselfFromWhenItHasMostTests() {
        ServedQuality served = ServedQuality.of(window("v1", 60, 400, 1_000));
        QualityWindow few = window("v2", 61, 100, 500);
        assertThat(served.drop(few, SETTINGS)).as("worse than another version").isEmpty();
        assertThat(served.plus(few, SETTINGS)).isEqualTo(served);

        ServedQuality fading = served.plus(window("v1", 70, 160, 400), SETTINGS);
        QualityWindow most = window("v2", 70, 150, 600);
        ServedQuality successor = fading.plus(most, SETTINGS);
        assertThat(successor).isEqualTo(ServedQuality.of(most));

        QualityWindow tail = window("v1", 71, 10, 350);
        assertThat(successor.drop(tail, SETTINGS)).as("no longer in service").isEmpty();
        assertThat(successor.plus(tail, SETTINGS)).isEqualTo(successor);
    }

    @Test
    void followsAVersionOfAnotherTimeHoweverFewItsTests() {
        ServedQuality served = ServedQuality.of(window("v1", 600, 400, 1_000));
        QualityWindow later = window("v2", 660, 40, 100);
        QualityWindow replayed = window("v2", 60, 40, 100);

        assertThat(served.plus(later, SETTINGS)).isEqualTo(ServedQuality.of(later));
        assertThat(served.plus(replayed, SETTINGS)).isEqualTo(ServedQuality.of(replayed));
    }

    /** Ranks of all kinds, by chance. */
    private static QualitySums drawn(long seed, double hitShare) {
        Random random = new Random(seed);
        QualitySums sums = QualitySums.NONE;
        for (int i = 0; i < 1_000; i++) {
            int rank = random.nextDouble() < hitShare ? 1 + random.nextInt(20) : ListTest.MISS;
            ModelVersion model = new ModelVersion("v1", ModelVersion.CHAMPION);
            sums = sums.plus(new ListTest(i, model, rank, "", ListTest.MISS, InteractionType.VIEW, true));
        }
        return sums;
    }

    @Test
    void seesHalfOfTheHitsGoAndTakesChanceForNoDropInThreeHundredTrials() {
        int seen = 0;
        int mistaken = 0;
        for (int seed = 0; seed < 300; seed++) {
            ServedQuality served = ServedQuality.of(window("v1", 60, drawn(2 * seed, 0.6)));
            seen += served.drop(window("v1", 120, drawn(2 * seed + 1, 0.3)), SETTINGS)
                            .isPresent()
                    ? 1
                    : 0;
            mistaken += served.drop(window("v1", 120, drawn(2 * seed + 1, 0.6)), SETTINGS)
                            .isPresent()
                    ? 1
                    : 0;
        }

        assertThat(seen).isEqualTo(300);
        assertThat(mistaken).isLessThanOrEqualTo(2);
    }

    @Test
    void namesTheOptionThatCannotBeUsed() {
        assertThatThrownBy(() -> new DropSettings(1, 100))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("segue.retrain.early.drop is 1.0, but must be within [0, 1)");
        assertThatThrownBy(() -> new DropSettings(0.1, 29))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("segue.retrain.early.tests.min is 29, but must be at least 30");
    }
}
