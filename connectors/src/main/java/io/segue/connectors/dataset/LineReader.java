package io.segue.connectors.dataset;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/** Lines of bounded length: a file without line breaks must not fill the memory. */
final class LineReader implements AutoCloseable {
    private static final int BUFFER_CHARS = 64 * 1024;

    private final Reader reader;
    private final int lineCharsMax;
    private final char[] buffer = new char[BUFFER_CHARS];
    private final StringBuilder pending = new StringBuilder();
    private int start;
    private int end;
    private long dropped;

    LineReader(Reader reader, int lineCharsMax) {
        this.reader = reader;
        this.lineCharsMax = lineCharsMax;
    }

    /** The next line without its end; empty at the end of the file. A line above the limit is cut just after it. */
    Optional<String> next() throws IOException {
        pending.setLength(0);
        dropped = 0;
        while (true) {
            for (int i = start; i < end; i++) {
                if (buffer[i] == '\n') {
                    keep(i);
                    start = i + 1;
                    return Optional.of(line());
                }
            }
            keep(end);
            start = 0;
            end = reader.read(buffer, 0, buffer.length);
            if (end < 0) {
                end = 0;
                return pending.isEmpty() ? Optional.empty() : Optional.of(line());
            }
        }
    }

    private void keep(int until) {
        int room = lineCharsMax + 1 - pending.length();
        int kept = Math.min(room, until - start);
        pending.append(buffer, start, kept);
        dropped += until - start - kept;
    }

    private String line() {
        int length = pending.length();
        boolean windows = length > 0 && dropped == 0 && pending.charAt(length - 1) == '\r';
        return windows ? pending.substring(0, length - 1) : pending.toString();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
