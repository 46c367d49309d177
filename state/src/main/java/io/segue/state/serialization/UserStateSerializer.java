package io.segue.state.serialization;

import io.segue.state.interaction.InteractionType;
import io.segue.state.recommendation.Source;
import io.segue.state.session.HiddenState;
import io.segue.state.session.RecentEventIds;
import io.segue.state.session.ServedList;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Version 1: session id, newest timestamp, count, tail (item, type, time since the one before), hidden vector (version,
 * floats), bought items, served list, hashes of event ids. Times of the tail are differences, in zigzag.
 */
public final class UserStateSerializer extends VersionedSerializer<UserState> {
    private static final long serialVersionUID = 1L;
    private static final int LIST_MAX = 1_000_000;

    @Override
    public int version() {
        return 1;
    }

    @Override
    protected void write(UserState user, DataOutputView out) throws IOException {
        out.writeUTF(user.sessionId());
        out.writeLong(user.newestTimestampMs());
        VarInts.writeUnsigned(user.eventsCount(), out);
        writeTail(user.tail(), out);
        writeHidden(user.hidden(), out);
        writeStrings(user.boughtItemIds(), out);
        out.writeByte(user.served().source().ordinal());
        writeStrings(user.served().itemIds(), out);
        RecentEventIds ids = user.recentEventIds();
        VarInts.writeUnsigned(ids.size(), out);
        for (int i = 0; i < ids.size(); i++) {
            out.writeLong(ids.hashAt(i));
        }
    }

    @Override
    protected UserState read(DataInputView in, int fromVersion) throws IOException {
        String sessionId = in.readUTF();
        long newestTimestampMs = in.readLong();
        int eventsCount = (int) VarInts.readUnsigned(in);
        SessionTail tail = readTail(in);
        HiddenState hidden = readHidden(in);
        List<String> bought = readStrings(in);
        Source source = Source.ofOrdinal(in.readUnsignedByte());
        ServedList served = new ServedList(readStrings(in), source);
        long[] hashes = new long[VarInts.readCount(in, LIST_MAX)];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = in.readLong();
        }
        return new UserState(
                sessionId,
                newestTimestampMs,
                eventsCount,
                tail,
                hidden,
                bought,
                served,
                RecentEventIds.ofHashes(hashes));
    }

    private static void writeTail(SessionTail tail, DataOutputView out) throws IOException {
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

    private static SessionTail readTail(DataInputView in) throws IOException {
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

    private static void writeHidden(HiddenState hidden, DataOutputView out) throws IOException {
        out.writeUTF(hidden.modelVersion());
        VarInts.writeUnsigned(hidden.values().length, out);
        for (float value : hidden.values()) {
            out.writeFloat(value);
        }
    }

    private static HiddenState readHidden(DataInputView in) throws IOException {
        String modelVersion = in.readUTF();
        float[] values = new float[VarInts.readCount(in, LIST_MAX)];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readFloat();
        }
        return values.length == 0 ? HiddenState.NONE : new HiddenState(modelVersion, values);
    }

    private static void writeStrings(List<String> strings, DataOutputView out) throws IOException {
        VarInts.writeUnsigned(strings.size(), out);
        for (String string : strings) {
            out.writeUTF(string);
        }
    }

    private static List<String> readStrings(DataInputView in) throws IOException {
        int count = VarInts.readCount(in, LIST_MAX);
        List<String> strings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            strings.add(in.readUTF());
        }
        return strings;
    }
}
