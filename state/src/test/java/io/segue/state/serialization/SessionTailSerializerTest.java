package io.segue.state.serialization;

import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.InteractionType;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.util.List;
import java.util.Map;

class SessionTailSerializerTest extends SerializerContract<SessionTail> {
    private static final long NOW = 1_795_342_530_000L;

    @Override
    VersionedSerializer<SessionTail> serializer() {
        return new SessionTailSerializer();
    }

    @Override
    int newestVersion() {
        return 2;
    }

    @Override
    Map<String, SessionTail> golden() {
        return Map.of(
                "000001a202c080a0" // timestamp before the tail
                        + "02" // a tail of two
                        + "040002693180bb86acc068" // i1, view, at NOW - 10 s
                        + "21a09c01", // i2, click, 10 s later
                viewThenClick());
    }

    @Override
    Map<String, SessionTail> goldenOfOldVersions() {
        return Map.of(
                "1 000001a202c080a0" // timestamp before the tail
                        + "02" // a tail of two
                        + "000269310180bb86acc068" // i1, view, at NOW - 10 s
                        + "0002693200a09c01", // i2, click, 10 s later
                viewThenClick());
    }

    private static SessionTail viewThenClick() {
        return new SessionTail(
                List.of(
                        new SessionEvent("i1", InteractionType.VIEW, NOW - 10_000),
                        new SessionEvent("i2", InteractionType.CLICK, NOW)),
                NOW - 30_000);
    }

    @Override
    List<SessionTail> edgeCases() {
        return List.of(
                SessionTail.EMPTY,
                new SessionTail(
                        List.of(
                                new SessionEvent("商".repeat(256), InteractionType.PURCHASE, Long.MAX_VALUE),
                                new SessionEvent("i2", InteractionType.VIEW, Long.MIN_VALUE)),
                        ContextFeatures.NO_PRECEDING));
    }
}
