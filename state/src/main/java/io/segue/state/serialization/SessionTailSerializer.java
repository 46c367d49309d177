package io.segue.state.serialization;

import io.segue.state.interaction.InteractionType;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: time before the tail, then item, type and time of each event. Times are differences, in zigzag. */
public final class SessionTailSerializer extends VersionedSerializer<SessionTail> {
    private static final long serialVersionUID = 1L;
    private static final int LIST_MAX = 1_000_000;

    @Override
    public int version() {
        return 1;
    }

    @Override
    protected void write(SessionTail tail, DataOutputView out) throws IOException {
        out.writeLong(tail.precedingTimestampMs());
        VarInts.writeUnsigned(tail.events().size(), out);
        long previousMs = 0;
        for (SessionEvent event : tail.events()) {
            out.writeUTF(event.itemId());
            out.writeByte(event.type().ordinal());
            VarInts.writeSigned(event.timestampMs() - previousMs, out);
            previousMs = event.timestampMs();
        }
    }

    @Override
    protected SessionTail read(DataInputView in, int fromVersion) throws IOException {
        long precedingTimestampMs = in.readLong();
        int count = VarInts.readCount(in, LIST_MAX);
        List<SessionEvent> events = new ArrayList<>(count);
        long previousMs = 0;
        for (int i = 0; i < count; i++) {
            String itemId = in.readUTF();
            InteractionType type = InteractionType.ofOrdinal(in.readUnsignedByte());
            previousMs += VarInts.readSigned(in);
            events.add(new SessionEvent(itemId, type, previousMs));
        }
        return new SessionTail(events, precedingTimestampMs);
    }
}
