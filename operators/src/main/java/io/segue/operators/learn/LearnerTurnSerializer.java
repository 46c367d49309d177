package io.segue.operators.learn;

import io.segue.state.serialization.SessionTailSerializer;
import io.segue.state.serialization.VersionedSerializer;
import io.segue.state.serialization.VersionedTypeInformation;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: the user, then the session. Never in state. */
public final class LearnerTurnSerializer extends VersionedSerializer<LearnerTurn> {
    public static final TypeInformation<LearnerTurn> TYPE =
            new VersionedTypeInformation<>(LearnerTurn.class, new LearnerTurnSerializer());

    private static final long serialVersionUID = 1L;

    private final SessionTailSerializer tails = new SessionTailSerializer();

    @Override
    public int version() {
        return 1;
    }

    @Override
    protected void write(LearnerTurn turn, DataOutputView out) throws IOException {
        out.writeUTF(turn.userId());
        tails.serialize(turn.session(), out);
    }

    @Override
    protected LearnerTurn read(DataInputView in, int fromVersion) throws IOException {
        return new LearnerTurn(in.readUTF(), tails.deserialize(in));
    }
}
