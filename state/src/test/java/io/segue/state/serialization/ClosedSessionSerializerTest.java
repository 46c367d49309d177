package io.segue.state.serialization;

import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.session.ClosedSession;
import java.util.List;
import java.util.Map;

class ClosedSessionSerializerTest extends SerializerContract<ClosedSession> {
    private static final long NOW = 1_795_342_530_000L;

    @Override
    VersionedSerializer<ClosedSession> serializer() {
        return new ClosedSessionSerializer();
    }

    @Override
    Map<String, ClosedSession> golden() {
        return Map.of(
                "00027531" + "00027331" // u1, s1
                        + "01" // one interaction
                        + "00026531" + "00027531" + "00026931" + "02" // e1, u1, i1, purchase
                        + "000001a202c0f5d0" + "0000" // timestamp, no session of its own
                        + "000001a202c0f5fa", // published at
                new ClosedSession(
                        "u1",
                        "s1",
                        List.of(new Interaction("e1", "u1", "i1", InteractionType.PURCHASE, NOW, "", NOW + 42))));
    }

    @Override
    List<ClosedSession> edgeCases() {
        String longest = "商".repeat(256);
        Interaction first = new Interaction(longest, longest, longest, InteractionType.VIEW, Long.MIN_VALUE, "", -1);
        Interaction last =
                new Interaction(longest, longest, longest, InteractionType.CLICK, Long.MAX_VALUE, longest, 0);
        return List.of(new ClosedSession(longest, longest, List.of(first, last)));
    }
}
