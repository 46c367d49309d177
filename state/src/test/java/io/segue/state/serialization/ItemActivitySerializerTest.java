package io.segue.state.serialization;

import io.segue.state.live.DecayedCounts;
import io.segue.state.live.ItemActivity;
import java.util.List;
import java.util.Map;

class ItemActivitySerializerTest extends SerializerContract<ItemActivity> {
    static final String GOLDEN_HEX = "000001a202c080a0" // first seen
            + "000001a202c0f5d0" // last seen
            + "4029000000000000" // 12.5
            + "3ff0000000000000" // 1
            + "bfe0000000000000"; // -0.5
    static final ItemActivity GOLDEN =
            new ItemActivity(1_795_342_500_000L, 1_795_342_530_000L, new DecayedCounts(12.5, 1, -0.5));

    @Override
    VersionedSerializer<ItemActivity> serializer() {
        return new ItemActivitySerializer();
    }

    @Override
    Map<String, ItemActivity> golden() {
        return Map.of(GOLDEN_HEX, GOLDEN);
    }

    @Override
    List<ItemActivity> edgeCases() {
        return List.of(
                ItemActivity.NONE,
                new ItemActivity(Long.MIN_VALUE, Long.MAX_VALUE, new DecayedCounts(Double.MAX_VALUE, -0.0, 0)));
    }
}
