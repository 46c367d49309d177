package io.segue.connectors.sessionlog;

import io.segue.state.session.ClosedSession;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.serialization.BulkWriter;

/** Writes one Avro file. Whoever opened the stream closes it. */
final class SessionFileWriter implements BulkWriter<ClosedSession> {
    private final DataFileWriter<GenericRecord> file;

    SessionFileWriter(OutputStream out) throws IOException {
        file = new DataFileWriter<>(new GenericDatumWriter<>(SessionRecords.SCHEMA));
        // Of the codecs that every tool reads, the one with a checksum.
        file.setCodec(CodecFactory.snappyCodec());
        file.create(SessionRecords.SCHEMA, out);
    }

    @Override
    public void addElement(ClosedSession session) throws IOException {
        file.append(SessionRecords.recordOf(session));
    }

    @Override
    public void flush() throws IOException {
        file.flush();
    }

    @Override
    public void finish() throws IOException {
        file.flush();
    }
}
