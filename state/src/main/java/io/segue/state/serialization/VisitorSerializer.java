package io.segue.state.serialization;

import io.segue.state.session.RecentEventIds;
import io.segue.state.session.Visitor;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: newest timestamp, count, hashes of event ids, time of the next look. */
public final class VisitorSerializer extends VersionedSerializer<Visitor> {
    private static final long serialVersionUID = 1L;
    private static final int LIST_MAX = 1_000_000;

    @Override
    public int version() {
        return 1;
    }

    @Override
    protected void write(Visitor visitor, DataOutputView out) throws IOException {
        out.writeLong(visitor.newestTimestampMs());
        VarInts.writeUnsigned(visitor.eventsCount(), out);
        RecentEventIds ids = visitor.recentEventIds();
        VarInts.writeUnsigned(ids.size(), out);
        for (int i = 0; i < ids.size(); i++) {
            out.writeLong(ids.hashAt(i));
        }
        out.writeLong(visitor.looksAtMs());
    }

    @Override
    protected Visitor read(DataInputView in, int fromVersion) throws IOException {
        long newestTimestampMs = in.readLong();
        int eventsCount = (int) VarInts.readUnsigned(in);
        long[] hashes = new long[VarInts.readCount(in, LIST_MAX)];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = in.readLong();
        }
        return new Visitor(newestTimestampMs, eventsCount, RecentEventIds.ofHashes(hashes), in.readLong());
    }
}
