package io.segue.state.serialization;

import io.segue.state.release.ModelRecord;
import io.segue.state.release.Release;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: as {@link ModelRecordSerializer} writes a release. */
public final class ReleaseSerializer extends VersionedSerializer<Release> {
    private static final long serialVersionUID = 1L;
    private static final ModelRecordSerializer RECORDS = new ModelRecordSerializer();

    @Override
    public int version() {
        return 1;
    }

    @Override
    protected void write(Release release, DataOutputView out) throws IOException {
        RECORDS.write(release, out);
    }

    @Override
    protected Release read(DataInputView in, int fromVersion) throws IOException {
        ModelRecord record = RECORDS.read(in, fromVersion);
        if (record instanceof Release release) {
            return release;
        }
        throw new IOException("a release in state is another record of model " + record.name());
    }
}
