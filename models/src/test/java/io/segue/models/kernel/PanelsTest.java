package io.segue.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PanelsTest {
    @Test
    void keepsColumnsWhileItGrows() {
        Panels panels = new Panels(3, 33);
        panels.put(2, new float[] {9, 1, 2, 3}, 1);
        panels.put(32, new float[] {4, 5, 6}, 0);

        Panels grown = panels.grown(100);

        float[] column = new float[4];
        grown.read(32, column, 1);
        assertThat(column).containsExactly(0, 4, 5, 6);
        assertThat(grown.dot(2, new float[] {0, 1, 10, 100}, 1)).isEqualTo(321);
        assertThat(panels.toRows()).hasSize(99).endsWith(4, 5, 6);
        assertThat(grown.toRows()).hasSize(300);
    }

    @Test
    void countsItsMemoryByWholePanels() {
        assertThat(Panels.bytes(128, 1_000_000)).isEqualTo(512_000_000);
        assertThat(Panels.bytes(128, 1)).isEqualTo(128 * 32 * 4);
    }

    @Test
    void refusesMoreThanAnArrayHolds() {
        assertThatThrownBy(() -> new Panels(1_000, 3_000_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a table of 3000000 vectors of 1000 values has 3000000000, but an array holds no more than "
                        + "2147483639");
    }
}
