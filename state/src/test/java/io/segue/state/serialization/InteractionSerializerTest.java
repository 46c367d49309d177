package io.segue.state.serialization;

import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import java.util.List;
import java.util.Map;

class InteractionSerializerTest extends SerializerContract<Interaction> {
    @Override
    VersionedSerializer<Interaction> serializer() {
        return new InteractionSerializer();
    }

    @Override
    Map<String, Interaction> golden() {
        return Map.of(
                "0002653100027531" // e1, u1
                        + "0002693102" // i1, purchase
                        + "000001a202c0f5d0" // timestamp
                        + "00027331" // s1
                        + "000001a202c0f5fa", // published at
                new Interaction(
                        "e1", "u1", "i1", InteractionType.PURCHASE, 1_795_342_530_000L, "s1", 1_795_342_530_042L));
    }

    @Override
    List<Interaction> edgeCases() {
        String longest = "商".repeat(256);
        return List.of(
                new Interaction("e", "u", "i", InteractionType.CLICK, 0, "", -1),
                new Interaction(
                        "😀", "größe", "\u0000 \ud800", InteractionType.VIEW, Long.MAX_VALUE, "s", Long.MIN_VALUE),
                new Interaction(longest, longest, longest, InteractionType.PURCHASE, Long.MIN_VALUE, longest, 0));
    }
}
