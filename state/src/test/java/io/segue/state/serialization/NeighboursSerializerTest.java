package io.segue.state.serialization;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.live.Neighbour;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NeighboursSerializerTest extends SerializerContract<List<Neighbour>> {
    @Override
    VersionedSerializer<List<Neighbour>> serializer() {
        return new NeighboursSerializer();
    }

    @Override
    Map<String, List<Neighbour>> golden() {
        return Map.of(
                "03" // three neighbours
                        + "00026931" + "3f000000" + "3e800000" + "3e000000" // i1: 0.5, 0.25, 0.125
                        + "00" + "00026339" // the first cause, c9
                        + "00026932" + "3f000000" + "3f000000" + "3f000000" // i2
                        + "01" + "00026338" // the second one, c8
                        + "00026933" + "3e000000" + "00000000" + "00000000" // i3
                        + "00", // c9 again
                List.of(
                        new Neighbour("i1", 0.5f, 0.25f, 0.125f, "c9"),
                        new Neighbour("i2", 0.5f, 0.5f, 0.5f, "c8"),
                        new Neighbour("i3", 0.125f, 0, 0, "c9")));
    }

    @Override
    List<List<Neighbour>> edgeCases() {
        List<Neighbour> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(new Neighbour("商".repeat(i % 257), i, -i, Float.MIN_VALUE, "c" + i % 300));
        }
        return List.of(List.of(), List.copyOf(many), List.of(new Neighbour("", 0, -0f, Float.MAX_VALUE, "")));
    }

    @Test
    void refusesACauseThatWasNotNamed() {
        byte[] broken = HexFormat.of().parseHex("01" + "00026931" + "3f000000".repeat(3) + "07");

        assertThatThrownBy(() -> read(broken))
                .isInstanceOf(IOException.class)
                .hasMessage("a list has 7 elements, but may have at most 0");
    }
}
