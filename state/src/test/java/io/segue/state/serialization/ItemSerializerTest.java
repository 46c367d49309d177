package io.segue.state.serialization;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.item.Item;
import io.segue.state.item.ItemContent;
import io.segue.state.item.ItemVector;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemSerializerTest extends SerializerContract<Item> {
    private static final ItemContent CAP = new ItemContent("cap", "Acme", 19.9, "Red.");

    @Override
    VersionedSerializer<Item> serializer() {
        return new ItemSerializer();
    }

    @Override
    int newestVersion() {
        return 3;
    }

    @Override
    Map<String, Item> golden() {
        return Map.of(
                "00026931" + "01" + "00",
                new Item("i1", true),
                "00026932" + "00" + "02",
                Item.withMalformedContent("i2", false),
                "00026933" + "01" + "01" // i3, available, with content
                        + "0003636170" // cap
                        + "000441636d65" // Acme
                        + "4033e66666666666" // 19.9
                        + "00045265642e" // Red.
                        + "02" + "3f800000" + "bf000000", // 1, -0.5
                new Item("i3", true, CAP.withVector(ItemVector.of(1, -0.5f))));
    }

    @Override
    Map<String, Item> goldenOfOldVersions() {
        return Map.of(
                "1 0002693101",
                new Item("i1", true),
                "1 0002693200",
                new Item("i2", false),
                "2 0002693201" + "00",
                new Item("i2", true),
                "2 0002693301" + "01" + "0003636170" + "000441636d65" + "4033e66666666666" + "00045265642e",
                new Item("i3", true, CAP));
    }

    @Override
    List<Item> edgeCases() {
        return List.of(
                new Item("i", true),
                new Item("商".repeat(256), false),
                new Item("😀", true),
                new Item("i", false, new ItemContent("", "", Double.MAX_VALUE, "")),
                new Item("i", true, ItemContent.UNKNOWN.withVector(ItemVector.of(new float[ItemVector.VALUES_MAX]))),
                new Item("i", true, new ItemContent("商".repeat(256), "商".repeat(256), 0, "商".repeat(1_000))));
    }

    @Test
    void refusesContentOfAKindThatItDoesNotKnow() {
        assertThatThrownBy(() -> read(HexFormat.of().parseHex("0002693101" + "09")))
                .isInstanceOf(IOException.class)
                .hasMessage("unknown content 9 of item i1");
    }
}
