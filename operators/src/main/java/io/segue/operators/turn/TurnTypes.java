package io.segue.operators.turn;

import io.segue.state.serialization.VersionedTypeInformation;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The types that Flink moves between the operators that answer, each with its own serializer. */
public final class TurnTypes {
    public static final TypeInformation<SessionSignal> SESSION_SIGNAL =
            new VersionedTypeInformation<>(SessionSignal.class, new SessionSignalSerializer());
    public static final TypeInformation<NeighbouredTurn> NEIGHBOURED_TURN =
            new VersionedTypeInformation<>(NeighbouredTurn.class, new NeighbouredTurnSerializer());

    private TurnTypes() {}
}
