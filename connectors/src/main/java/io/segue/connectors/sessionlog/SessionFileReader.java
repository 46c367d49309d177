package io.segue.connectors.sessionlog;

import io.segue.state.session.ClosedSession;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.connector.file.sink.compactor.RecordWiseFileCompactor;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** Reads one Avro file of sessions, also one that another version wrote. */
final class SessionFileReader implements RecordWiseFileCompactor.Reader<ClosedSession> {
    private final DataFileReader<GenericRecord> file;
    private final long length;
    private final UnaryOperator<String> shared;

    private SessionFileReader(DataFileReader<GenericRecord> file, long length, UnaryOperator<String> shared) {
        this.file = file;
        this.length = length;
        this.shared = shared;
    }

    /** @param shared gives an id that was read before in place of an equal one */
    static SessionFileReader open(Path path, UnaryOperator<String> shared) throws IOException {
        SessionFileInput input = SessionFileInput.open(path);
        try {
            GenericDatumReader<GenericRecord> datums = new GenericDatumReader<>(null, SessionRecords.SCHEMA);
            return new SessionFileReader(new DataFileReader<>(input, datums), input.length(), shared);
        } catch (IOException | RuntimeException unusable) {
            input.close();
            throw unusable;
        }
    }

    /** The next session, null at the end: Flink's contract. */
    @Override
    @SuppressWarnings("NullAway") // Flink does not declare it
    public @Nullable ClosedSession read() throws IOException {
        if (file.hasNext()) {
            return SessionRecords.sessionOf(file.next(), shared);
        }
        // Avro takes a block that was cut off for the end of the file.
        if (file.previousSync() != length) {
            throw new IOException(
                    "the file is cut off: %,d of %,d bytes are whole blocks".formatted(file.previousSync(), length));
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
