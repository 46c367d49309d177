package io.segue.state.serialization;

import io.segue.state.interaction.InteractionType;
import io.segue.state.prequential.ListTest;
import io.segue.state.recommendation.ModelVersion;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 2: the fields in order, ranks in zigzag. Never in state, so version 1, without the shadow, is not read. */
public final class ListTestSerializer extends VersionedSerializer<ListTest> {
    private static final long serialVersionUID = 1L;

    @Override
    public int version() {
        return 2;
    }

    @Override
    protected void write(ListTest test, DataOutputView out) throws IOException {
        out.writeLong(test.eventTimeMs());
        out.writeUTF(test.model().version());
        out.writeUTF(test.model().variant());
        VarInts.writeSigned(test.rank(), out);
        out.writeUTF(test.source());
        VarInts.writeSigned(test.controlRank(), out);
        out.writeByte(test.type().ordinal());
        out.writeBoolean(test.known());
        out.writeBoolean(test.shadow());
    }

    @Override
    protected ListTest read(DataInputView in, int fromVersion) throws IOException {
        return new ListTest(
                in.readLong(),
                new ModelVersion(in.readUTF(), in.readUTF()),
                (int) VarInts.readSigned(in),
                in.readUTF(),
                (int) VarInts.readSigned(in),
                InteractionType.ofOrdinal(in.readUnsignedByte()),
                in.readBoolean(),
                in.readBoolean());
    }
}
