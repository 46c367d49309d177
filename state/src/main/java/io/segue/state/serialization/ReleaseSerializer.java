package io.segue.state.serialization;

import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.json.RecordLimits;
import io.segue.state.json.ReleaseJson;
import io.segue.state.release.Release;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: the JSON of the contract. Releases are few. */
public final class ReleaseSerializer extends VersionedSerializer<Release> {
    private static final long serialVersionUID = 1L;
    private static final int BYTES_MAX = 16 * 1024 * 1024;

    @Override
    public int version() {
        return 1;
    }

    @Override
    protected void write(Release release, DataOutputView out) throws IOException {
        byte[] bytes = new ReleaseJson(RecordLimits.DEFAULT).write(release);
        VarInts.writeUnsigned(bytes.length, out);
        out.write(bytes);
    }

    @Override
    protected Release read(DataInputView in, int fromVersion) throws IOException {
        byte[] bytes = new byte[VarInts.readCount(in, BYTES_MAX)];
        in.readFully(bytes);
        try {
            return new ReleaseJson(new RecordLimits(BYTES_MAX, RecordLimits.DEFAULT.futureAllowance())).parse(bytes);
        } catch (InvalidRecordException broken) {
            throw new IOException("a release in state is broken: " + broken.reason(), broken);
        }
    }
}
