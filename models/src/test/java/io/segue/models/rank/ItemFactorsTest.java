package io.segue.models.rank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ItemFactorsTest {
    private static final List<String> ITEMS = List.of("a", "b", "c");

    private final ItemFactors factors = new ItemFactors(8, 0.3, 100);

    @Test
    void saysNothingOfWhatItHasNotLearnedAbout() {
        assertThat(factors.products("x", ITEMS)).containsOnly(0);

        learn(factors, "x", 0);

        assertThat(factors.products("y", ITEMS)).containsOnly(0);
        assertThat(factors.products("x", List.of("d"))).containsOnly(0);
    }

    @Test
    void learnsWhichItemFollowsWhich() {
        for (int i = 0; i < 30; i++) {
            learn(factors, "x", 0);
            learn(factors, "y", 1);
        }

        float[] afterX = factors.products("x", ITEMS);
        float[] afterY = factors.products("y", ITEMS);
        assertThat(afterX[0]).isGreaterThan(1).isGreaterThan(afterX[1]).isGreaterThan(afterX[2]);
        assertThat(afterY[1]).isGreaterThan(1).isGreaterThan(afterY[0]).isGreaterThan(afterY[2]);
    }

    @Test
    void knowsAnItemByTheCompanyItKeeps() {
        for (int i = 0; i < 30; i++) {
            learn(factors, "x", 0);
            factors.learn("x", List.of("d", "b"), new float[2], 0);
            learn(factors, "z", 0);
        }

        float[] afterZ = factors.products("z", List.of("d", "b"));
        assertThat(afterZ[0]).as("d follows what a follows").isGreaterThan(afterZ[1]);
    }

    @Test
    void forgetsTheItemNotAskedAboutForLongest() {
        ItemFactors two = new ItemFactors(8, 0.3, 2);
        learn(two, "x", 0);
        learn(two, "y", 0);
        learn(two, "z", 0);

        assertThat(two.products("x", ITEMS)).containsOnly(0);
        assertThat(two.products("z", List.of("c"))[0]).isNotZero();
    }

    @Test
    void learnsNothingWithoutALength() {
        ItemFactors none = new ItemFactors(0, 0.3, 100);

        learn(none, "x", 0);

        assertThat(none.products("x", ITEMS)).containsOnly(0);
    }

    private static void learn(ItemFactors factors, String newest, int target) {
        factors.learn(newest, ITEMS, factors.products(newest, ITEMS), target);
    }
}
