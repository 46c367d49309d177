package io.segue.connectors.sessionlog;

import java.io.IOException;
import org.apache.avro.file.SeekableInput;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** A file of any file system that Flink knows, as Avro reads it. */
final class SessionFileInput implements SeekableInput {
    private final FSDataInputStream in;
    private final long length;

    private SessionFileInput(FSDataInputStream in, long length) {
        this.in = in;
        this.length = length;
    }

    static SessionFileInput open(Path file) throws IOException {
        FileSystem files = file.getFileSystem();
        return new SessionFileInput(files.open(file), files.getFileStatus(file).getLen());
    }

    @Override
    public void seek(long position) throws IOException {
        in.seek(position);
    }

    @Override
    public long tell() throws IOException {
        return in.getPos();
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        return in.read(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
