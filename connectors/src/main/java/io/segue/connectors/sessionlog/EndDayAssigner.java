package io.segue.connectors.sessionlog;

import io.segue.state.session.ClosedSession;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/** A session belongs to the day of its end: sessions are closed in about that order, so that old days are complete. */
final class EndDayAssigner implements BucketAssigner<ClosedSession, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String getBucketId(ClosedSession session, Context context) {
        return DayFolders.nameOf(DayFolders.dayOf(session.endMs()));
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }
}
