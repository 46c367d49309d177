package io.segue.state.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.live.DecayedCounts;
import io.segue.state.live.Successors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuccessorsSerializerTest extends SerializerContract<Successors> {
    @Override
    VersionedSerializer<Successors> serializer() {
        return new SuccessorsSerializer();
    }

    @Override
    Map<String, Successors> golden() {
        return Map.of(
                "4029000000000000" + "3ff0000000000000" + "bfe0000000000000" // all: 12.5, 1, -0.5
                        + "01" // one successor
                        + "00026931" // i1
                        + "4028000000000000" + "0000000000000000" + "bff0000000000000", // 12, 0, -1
                new Successors(new DecayedCounts(12.5, 1, -0.5), Map.of("i1", new DecayedCounts(12, 0, -1))));
    }

    @Override
    List<Successors> edgeCases() {
        return List.of(
                Successors.NONE,
                new Successors(DecayedCounts.NONE, Map.of("商".repeat(256), DecayedCounts.NONE)),
                successors(1_000));
    }

    @Test
    void writesASuccessorInFewBytes() throws Exception {
        assertThat(write(successors(100))).hasSizeLessThan(100 * (2 + 8 + 24) + 30);
    }

    private static Successors successors(int count) {
        Map<String, DecayedCounts> counts = new HashMap<>();
        for (int i = 0; i < count; i++) {
            counts.put("item" + i, new DecayedCounts(i, -i, 1.0 / (1 + i)));
        }
        return new Successors(new DecayedCounts(1, 2, 3), counts);
    }
}
