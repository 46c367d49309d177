package io.segue.state.serialization;

import io.segue.state.interaction.InteractionType;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Version 2: time before the tail, then of each event its item with the type as the tag ({@link ItemIds}) and its time.
 * Times are differences, in zigzag. Version 1 had the item as UTF and the type in a byte.
 */
public final class SessionTailSerializer extends VersionedSerializer<SessionTail> {
    private static final long serialVersionUID = 1L;
    private static final int LIST_MAX = 1_000_000;
    private static final int WITH_WHOLE_IDS = 1;

    @Override
    public int version() {
        return 2;
    }

    @Override
    protected void write(SessionTail tail, DataOutputView out) throws IOException {
        out.writeLong(tail.precedingTimestampMs());
        VarInts.writeUnsigned(tail.events().size(), out);
        ItemIds items = new ItemIds();
        long previousMs = 0;
        for (SessionEvent event : tail.events()) {
            items.write(event.itemId(), event.type().ordinal(), out);
            VarInts.writeSigned(event.timestampMs() - previousMs, out);
            previousMs = event.timestampMs();
        }
    }

    @Override
    protected SessionTail read(DataInputView in, int fromVersion) throws IOException {
        long precedingTimestampMs = in.readLong();
        int count = VarInts.readCount(in, LIST_MAX);
        List<SessionEvent> events = new ArrayList<>(count);
        ItemIds items = new ItemIds();
        long previousMs = 0;
        for (int i = 0; i < count; i++) {
            String itemId = fromVersion == WITH_WHOLE_IDS ? in.readUTF() : items.read(in);
            int type = fromVersion == WITH_WHOLE_IDS ? in.readUnsignedByte() : items.tag();
            previousMs += VarInts.readSigned(in);
            events.add(new SessionEvent(itemId, InteractionType.ofOrdinal(type), previousMs));
        }
        return new SessionTail(events, precedingTimestampMs);
    }
}
