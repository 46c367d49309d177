package io.segue.state.serialization;

import io.segue.state.deadletter.DeadLetter;
import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.Origin;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: the fields in order, bytes with their length before them. */
public final class DeadLetterSerializer extends VersionedSerializer<DeadLetter> {
    private static final long serialVersionUID = 1L;
    private static final int BYTES_MAX = 256 * 1024 * 1024;

    @Override
    public int version() {
        return 1;
    }

    @Override
    protected void write(DeadLetter letter, DataOutputView out) throws IOException {
        writeBytes(letter.key(), out);
        writeBytes(letter.value(), out);
        out.writeUTF(letter.error().name());
        out.writeUTF(letter.reason());
        out.writeUTF(letter.origin().topic());
        out.writeInt(letter.origin().partition());
        out.writeLong(letter.origin().offset());
        out.writeLong(letter.origin().publishedAtMs());
    }

    @Override
    protected DeadLetter read(DataInputView in, int fromVersion) throws IOException {
        return new DeadLetter(
                readBytes(in),
                readBytes(in),
                DeadLetterError.valueOf(in.readUTF()),
                in.readUTF(),
                new Origin(in.readUTF(), in.readInt(), in.readLong(), in.readLong()));
    }

    private static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
        VarInts.writeUnsigned(bytes.length, out);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputView in) throws IOException {
        byte[] bytes = new byte[VarInts.readCount(in, BYTES_MAX)];
        in.readFully(bytes);
        return bytes;
    }
}
