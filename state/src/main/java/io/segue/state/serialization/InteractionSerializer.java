package io.segue.state.serialization;

import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: the fields in order. */
public final class InteractionSerializer extends VersionedSerializer<Interaction> {
    private static final long serialVersionUID = 1L;

    @Override
    public int version() {
        return 1;
    }

    @Override
    protected void write(Interaction interaction, DataOutputView out) throws IOException {
        out.writeUTF(interaction.eventId());
        out.writeUTF(interaction.userId());
        out.writeUTF(interaction.itemId());
        out.writeByte(interaction.type().ordinal());
        out.writeLong(interaction.timestampMs());
        out.writeUTF(interaction.sessionId());
        out.writeLong(interaction.publishedAtMs());
    }

    @Override
    protected Interaction read(DataInputView in, int fromVersion) throws IOException {
        return new Interaction(
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                InteractionType.ofOrdinal(in.readUnsignedByte()),
                in.readLong(),
                in.readUTF(),
                in.readLong());
    }
}
