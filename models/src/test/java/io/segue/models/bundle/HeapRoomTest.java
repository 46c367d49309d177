package io.segue.models.bundle;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.gru.ContextFusion;
import io.segue.models.gru.GruShape;
import io.segue.models.gru.ItemEmbedding;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeapRoomTest {
    private static final long MIB = 1 << 20;

    private static GruShape shape(int items) {
        return new GruShape(128, items, 1, 0, 0, ItemEmbedding.CONSTRAINED, Set.of(), ContextFusion.ADDED, false);
    }

    @Test
    void refusesWhatDoesNotFitWithTheSum() {
        assertThatThrownBy(() -> HeapRoom.require("weights", 512 * MIB, 512 * MIB, 1_023 * MIB, 1_500 * MIB))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessage("weights needs 1024 MiB of heap (512 for the weights as they are read, 512 for the items as"
                        + " they serve), but of 1500 MiB 1023 are free: give the process more heap");
        assertThatCode(() -> HeapRoom.require("weights", 512 * MIB, 512 * MIB, 1_024 * MIB, 1_500 * MIB))
                .doesNotThrowAnyException();
    }

    @Test
    void looksAtTheHeapOfThisProcess() {
        assertThatCode(() -> HeapRoom.require("small", shape(1_000))).doesNotThrowAnyException();
        // 8 GB each time, and the codes; the tests have 1.
        assertThatThrownBy(() -> HeapRoom.require("large", shape(16_000_000)))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("large needs 17700 MiB of heap");
    }
}
