package io.segue.state.serialization;

import io.segue.state.live.DecayedCounts;
import io.segue.state.live.ItemActivity;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: first seen, last seen, three masses. */
public final class ItemActivitySerializer extends VersionedSerializer<ItemActivity> {
    private static final long serialVersionUID = 1L;

    @Override
    public int version() {
        return 1;
    }

    @Override
    protected void write(ItemActivity activity, DataOutputView out) throws IOException {
        out.writeLong(activity.firstSeenMs());
        out.writeLong(activity.lastSeenMs());
        writeCounts(activity.counts(), out);
    }

    @Override
    protected ItemActivity read(DataInputView in, int fromVersion) throws IOException {
        return new ItemActivity(in.readLong(), in.readLong(), readCounts(in));
    }

    static void writeCounts(DecayedCounts counts, DataOutputView out) throws IOException {
        out.writeDouble(counts.log2Fast());
        out.writeDouble(counts.log2Medium());
        out.writeDouble(counts.log2Slow());
    }

    static DecayedCounts readCounts(DataInputView in) throws IOException {
        return new DecayedCounts(in.readDouble(), in.readDouble(), in.readDouble());
    }
}
