package io.segue.state.serialization;

import io.segue.state.item.Item;
import java.util.List;
import java.util.Map;

class ItemSerializerTest extends SerializerContract<Item> {
    @Override
    VersionedSerializer<Item> serializer() {
        return new ItemSerializer();
    }

    @Override
    Map<String, Item> golden() {
        return Map.of("0002693101", new Item("i1", true), "0002693200", new Item("i2", false));
    }

    @Override
    List<Item> edgeCases() {
        return List.of(new Item("i", true), new Item("商".repeat(256), false), new Item("😀", true));
    }
}
