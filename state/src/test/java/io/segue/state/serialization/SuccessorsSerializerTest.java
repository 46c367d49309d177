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

    private static final String VERSION_1 =
            "4029000000000000" + "3ff0000000000000" + "bfe0000000000000" // 12.5, 1, -0.5
                    + "01" // one successor
                    + "00026931" // i1
                    + "4028000000000000" + "0000000000000000" + "bff0000000000000"; // 12, 0, -1

    @Override
    int newestVersion() {
        return 2;
    }

    @Override
    Map<String, Successors> golden() {
        return Map.of("000000000000002a" + "0000000000000029" + VERSION_1, golden(42, 41));
    }

    @Override
    Map<String, Successors> goldenOfOldVersions() {
        return Map.of("1 " + VERSION_1, golden(Long.MIN_VALUE, Successors.NO_PAST));
    }

    private static Successors golden(long sinceMs, long pastUntilMs) {
        return new Successors(
                sinceMs, pastUntilMs, new DecayedCounts(12.5, 1, -0.5), Map.of("i1", new DecayedCounts(12, 0, -1)));
    }

    @Override
    List<Successors> edgeCases() {
        return List.of(
                Successors.NONE,
                new Successors(
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        DecayedCounts.NONE,
                        Map.of("商".repeat(256), DecayedCounts.NONE)),
                successors(1_000));
    }

    @Test
    void writesASuccessorInFewBytes() throws Exception {
        assertThat(write(successors(100))).hasSizeLessThan(100 * (2 + 8 + 24) + 50);
    }

    private static Successors successors(int count) {
        Map<String, DecayedCounts> counts = new HashMap<>();
        for (int i = 0; i < count; i++) {
            counts.put("item" + i, new DecayedCounts(i, -i, 1.0 / (1 + i)));
        }
        return new Successors(1_795_342_530_000L, Successors.NO_PAST, new DecayedCounts(1, 2, 3), counts);
    }
}
