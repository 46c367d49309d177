package io.segue.state.serialization;

import io.segue.state.live.DecayedCounts;
import io.segue.state.live.Successors;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Version 2: the event times since which is counted and up to which a past is in the counts, then what version 1 was.
 *
 * <p>Version 1, which did not know of counts before its own and is taken to hold all: three masses of all transitions,
 * then item and three masses of each successor, in any order.
 */
public final class SuccessorsSerializer extends VersionedSerializer<Successors> {
    private static final long serialVersionUID = 1L;
    private static final int LIST_MAX = 1_000_000;

    @Override
    public int version() {
        return 2;
    }

    @Override
    protected void write(Successors successors, DataOutputView out) throws IOException {
        out.writeLong(successors.sinceMs());
        out.writeLong(successors.pastUntilMs());
        ItemActivitySerializer.writeCounts(successors.total(), out);
        VarInts.writeUnsigned(successors.counts().size(), out);
        for (Map.Entry<String, DecayedCounts> entry : successors.counts().entrySet()) {
            out.writeUTF(entry.getKey());
            ItemActivitySerializer.writeCounts(entry.getValue(), out);
        }
    }

    @Override
    protected Successors read(DataInputView in, int fromVersion) throws IOException {
        long sinceMs = fromVersion == 1 ? Long.MIN_VALUE : in.readLong();
        long pastUntilMs = fromVersion == 1 ? Successors.NO_PAST : in.readLong();
        DecayedCounts total = ItemActivitySerializer.readCounts(in);
        int count = VarInts.readCount(in, LIST_MAX);
        Map<String, DecayedCounts> counts = new LinkedHashMap<>(2 * count);
        for (int i = 0; i < count; i++) {
            counts.put(in.readUTF(), ItemActivitySerializer.readCounts(in));
        }
        return new Successors(sinceMs, pastUntilMs, total, counts);
    }
}
