package io.segue.connectors.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Text in UTF-8, plain or gzip, told by its first bytes. */
final class PlainOrGzip {
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final int BUFFER_BYTES = 64 * 1024;

    private PlainOrGzip() {}

    static Reader open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        try {
            PushbackInputStream in = new PushbackInputStream(raw, 2);
            byte[] start = in.readNBytes(2);
            in.unread(start);
            boolean gzip = start.length == 2 && (start[0] & 0xff) == GZIP_FIRST && (start[1] & 0xff) == GZIP_SECOND;
            return new InputStreamReader(gzip ? new GZIPInputStream(in, BUFFER_BYTES) : in, UTF_8);
        } catch (IOException failed) {
            raw.close();
            throw failed;
        }
    }
}
