package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnnouncedItemsTest {
    @Test
    void letsTheItemAnnouncedFirstGiveWay() {
        AnnouncedItems items = new AnnouncedItems(1, 100);
        IntStream.range(0, 250).forEach(i -> items.put("new-" + i, new float[] {i}, 0));

        assertThat(items.rows()).isEqualTo(100);
        assertThat(items.row("new-149")).isEqualTo(-1);
        assertThat(items.itemId(items.row("new-150"))).isEqualTo("new-150");
        assertThat(items.itemId(items.row("new-249"))).isEqualTo("new-249");
    }

    @Test
    void keepsVectorsAndBiasWhileItGrowsAndPadsWithNothing() {
        AnnouncedItems items = new AnnouncedItems(2, 100);
        IntStream.range(0, 70).forEach(i -> items.put("new-" + i, new float[] {i, -i}, i));

        assertThat(items.rows()).isEqualTo(100);
        assertThat(Arrays.copyOfRange(items.vectors().toRows(), 2 * 69, 2 * 70)).containsExactly(69, -69);
        assertThat(items.bias()).hasSize(128);
        assertThat(Arrays.copyOf(items.bias(), 70)).endsWith(68, 69);
        assertThat(Arrays.copyOfRange(items.bias(), 70, 128)).containsOnly(Float.NEGATIVE_INFINITY);
    }
}
