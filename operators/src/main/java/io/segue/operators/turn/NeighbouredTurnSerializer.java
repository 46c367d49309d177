package io.segue.operators.turn;

import io.segue.state.serialization.NeighboursSerializer;
import io.segue.state.serialization.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 2: the turn, then its neighbours. Never in state. */
public final class NeighbouredTurnSerializer extends VersionedSerializer<NeighbouredTurn> {
    private static final long serialVersionUID = 1L;

    private final SessionSignalSerializer signals = new SessionSignalSerializer();
    private final NeighboursSerializer neighbours = new NeighboursSerializer();

    @Override
    public int version() {
        return 2;
    }

    @Override
    protected void write(NeighbouredTurn turn, DataOutputView out) throws IOException {
        signals.writeTurn(turn.turn(), out);
        neighbours.serialize(turn.newestNeighbours(), out);
    }

    @Override
    protected NeighbouredTurn read(DataInputView in, int fromVersion) throws IOException {
        return new NeighbouredTurn(signals.readTurn(in), neighbours.deserialize(in));
    }
}
