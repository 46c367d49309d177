package io.segue.state.serialization;

import io.segue.state.session.HalfFloats;
import io.segue.state.session.HiddenState;
import io.segue.state.session.RecentEventIds;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Version 4: as version 3, with tails of version 2 and hidden vectors of half the width ({@link HalfFloats}), which no list
 * shows; see {@code deploy/docs/benchmarks.md}.
 *
 * <p>Version 3: what version 2 was, then the hidden vectors of other models.
 *
 * <p>Version 2: session id, newest timestamp, count, tail ({@link SessionTailSerializer}, version 1), hidden vector
 * (version, floats), hashes of event ids. Version 1 had bought items and the served list before the hashes.
 */
public final class UserStateSerializer extends VersionedSerializer<UserState> {
    private static final long serialVersionUID = 1L;
    private static final int LIST_MAX = 1_000_000;
    private static final int LAST_WITHOUT_OTHERS = 2;
    private static final int LAST_OF_FULL_WIDTH = 3;
    private static final int TAIL_VERSION = 2;
    private static final int OLD_TAIL_VERSION = 1;

    private final SessionTailSerializer tails = new SessionTailSerializer();

    @Override
    public int version() {
        return 4;
    }

    @Override
    protected void write(UserState user, DataOutputView out) throws IOException {
        out.writeUTF(user.sessionId());
        out.writeLong(user.newestTimestampMs());
        VarInts.writeUnsigned(user.eventsCount(), out);
        tails.write(user.tail(), out);
        writeHidden(user.hidden(), out);
        RecentEventIds ids = user.recentEventIds();
        VarInts.writeUnsigned(ids.size(), out);
        for (int i = 0; i < ids.size(); i++) {
            out.writeLong(ids.hashAt(i));
        }
        VarInts.writeUnsigned(user.others().size(), out);
        for (HiddenState other : user.others()) {
            writeHidden(other, out);
        }
    }

    @Override
    protected UserState read(DataInputView in, int fromVersion) throws IOException {
        String sessionId = in.readUTF();
        long newestTimestampMs = in.readLong();
        int eventsCount = (int) VarInts.readUnsigned(in);
        boolean fullWidth = fromVersion <= LAST_OF_FULL_WIDTH;
        SessionTail tail = tails.read(in, fullWidth ? OLD_TAIL_VERSION : TAIL_VERSION);
        HiddenState hidden = readHidden(in, fullWidth);
        if (fromVersion == 1) {
            skipStrings(in);
            in.readByte();
            skipStrings(in);
        }
        long[] hashes = new long[VarInts.readCount(in, LIST_MAX)];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = in.readLong();
        }
        List<HiddenState> others = fromVersion <= LAST_WITHOUT_OTHERS ? List.of() : readOthers(in, fullWidth);
        return new UserState(
                sessionId, newestTimestampMs, eventsCount, tail, hidden, RecentEventIds.ofHashes(hashes), others);
    }

    private static List<HiddenState> readOthers(DataInputView in, boolean fullWidth) throws IOException {
        int count = VarInts.readCount(in, LIST_MAX);
        List<HiddenState> others = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            others.add(readHidden(in, fullWidth));
        }
        return others;
    }

    private static void writeHidden(HiddenState hidden, DataOutputView out) throws IOException {
        out.writeUTF(hidden.modelVersion());
        VarInts.writeUnsigned(hidden.values().length, out);
        for (float value : hidden.values()) {
            out.writeShort(HalfFloats.of(value));
        }
    }

    private static HiddenState readHidden(DataInputView in, boolean fullWidth) throws IOException {
        String modelVersion = in.readUTF();
        float[] values = new float[VarInts.readCount(in, LIST_MAX)];
        for (int i = 0; i < values.length; i++) {
            values[i] = fullWidth ? in.readFloat() : HalfFloats.toFloat(in.readShort());
        }
        return values.length == 0 ? HiddenState.NONE : new HiddenState(modelVersion, values);
    }

    private static void skipStrings(DataInputView in) throws IOException {
        int count = VarInts.readCount(in, LIST_MAX);
        for (int i = 0; i < count; i++) {
            in.readUTF();
        }
    }
}
