package io.segue.state.serialization;

import io.segue.state.interaction.Interaction;
import io.segue.state.session.ClosedSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: user, session id and its interactions ({@link InteractionSerializer}, version 1). */
public final class ClosedSessionSerializer extends VersionedSerializer<ClosedSession> {
    private static final long serialVersionUID = 1L;
    private static final int LIST_MAX = 1_000_000;
    private static final int INTERACTION_VERSION = 1;

    private final InteractionSerializer interactions = new InteractionSerializer();

    @Override
    public int version() {
        return 1;
    }

    @Override
    protected void write(ClosedSession session, DataOutputView out) throws IOException {
        out.writeUTF(session.userId());
        out.writeUTF(session.sessionId());
        VarInts.writeUnsigned(session.interactions().size(), out);
        for (Interaction interaction : session.interactions()) {
            interactions.write(interaction, out);
        }
    }

    @Override
    protected ClosedSession read(DataInputView in, int fromVersion) throws IOException {
        String userId = in.readUTF();
        String sessionId = in.readUTF();
        int count = VarInts.readCount(in, LIST_MAX);
        List<Interaction> read = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            read.add(interactions.read(in, INTERACTION_VERSION));
        }
        return new ClosedSession(userId, sessionId, read);
    }
}
