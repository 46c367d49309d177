package io.segue.state.serialization;

import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.json.ModelRecordJson;
import io.segue.state.json.RecordLimits;
import io.segue.state.release.ModelRecord;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: the JSON of the contract. These records are few. */
public final class ModelRecordSerializer extends VersionedSerializer<ModelRecord> {
    private static final long serialVersionUID = 1L;
    private static final int BYTES_MAX = 16 * 1024 * 1024;

    @Override
    public int version() {
        return 1;
    }

    @Override
    protected void write(ModelRecord record, DataOutputView out) throws IOException {
        byte[] bytes = new ModelRecordJson(RecordLimits.DEFAULT).write(record);
        VarInts.writeUnsigned(bytes.length, out);
        out.write(bytes);
    }

    @Override
    protected ModelRecord read(DataInputView in, int fromVersion) throws IOException {
        byte[] bytes = new byte[VarInts.readCount(in, BYTES_MAX)];
        in.readFully(bytes);
        try {
            return new ModelRecordJson(new RecordLimits(BYTES_MAX, RecordLimits.DEFAULT.futureAllowance()))
                    .parse(bytes);
        } catch (InvalidRecordException broken) {
            throw new IOException("a record of models in state is broken: " + broken.reason(), broken);
        }
    }
}
