package io.segue.streaming.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that figures come from, by what is in it.
 *
 * @param option by which it was given
 * @param name without its folder, which says nothing elsewhere
 * @param sha256 of its bytes, as hexadecimal digits
 */
public record DataFile(String option, String name, String sha256) {
    private static final int BUFFER_BYTES = 64 * 1024;

    /** Reads the whole file once. */
    public static DataFile of(String option, Path file) throws IOException {
        return new DataFile(option, String.valueOf(file.getFileName()), hash(file));
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = newDigest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            while (in.read(buffer) >= 0) {
                // The digest takes what is read.
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
