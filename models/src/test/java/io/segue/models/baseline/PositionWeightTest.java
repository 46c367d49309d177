package io.segue.models.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PositionWeightTest {
    @Test
    void weighsTheNewestItemOne() {
        for (PositionWeight weight : PositionWeight.values()) {
            assertThat(weight.of(0, 4)).as(weight.name()).isEqualTo(1);
        }
    }

    @Test
    void weighsAnOlderItemLessButAllEvenly() {
        assertThat(PositionWeight.EVEN.of(2, 4)).isEqualTo(1);
        assertThat(PositionWeight.LINEAR.of(2, 4)).as("2/4").isEqualTo(0.5f);
        assertThat(PositionWeight.QUADRATIC.of(2, 4)).as("(2/4)^2").isEqualTo(0.25f);
        assertThat(PositionWeight.HYPERBOLIC.of(3, 4)).as("1/4").isEqualTo(0.25f);
    }
}
