package io.segue.state.serialization;

import io.segue.state.session.RecentEventIds;
import io.segue.state.session.Visitor;
import java.util.List;
import java.util.Map;

class VisitorSerializerTest extends SerializerContract<Visitor> {
    private static final long NOW = 1_795_342_530_000L;

    @Override
    VersionedSerializer<Visitor> serializer() {
        return new VisitorSerializer();
    }

    @Override
    Map<String, Visitor> golden() {
        return Map.of(
                "000001a202c0f5d0" // newest timestamp
                        + "ac02" // 300 interactions
                        + "0200000000000000010000000000000002" // two event ids
                        + "000001a202dc6d10", // looked at half an hour later
                new Visitor(NOW, 300, RecentEventIds.ofHashes(1, 2), NOW + 1_800_000));
    }

    @Override
    List<Visitor> edgeCases() {
        return List.of(Visitor.NEW, new Visitor(Long.MAX_VALUE, Integer.MAX_VALUE, RecentEventIds.ofHashes(-1), 0));
    }
}
