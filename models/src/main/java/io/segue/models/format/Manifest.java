package io.segue.models.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code manifest.sha256}: the hash of every other file of a bundle, as {@code sha256sum} writes and checks it.
 *
 * @param hashes in hexadecimal, by file name
 */
public record Manifest(Map<String, String> hashes) {
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");
    private static final int BUFFER_BYTES = 1 << 20;

    /** Hashes these files of a bundle. */
    public static Manifest of(Path bundle, Collection<String> names) throws IOException {
        SortedMap<String, String> hashes = new TreeMap<>();
        for (String name : names) {
            hashes.put(name, sha256(bundle.resolve(name)));
        }
        return new Manifest(hashes);
    }

    public void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(hashes)
                .forEach((name, hash) ->
                        text.append(hash).append("  ").append(name).append('\n'));
        Files.writeString(file, text);
    }

    /** Reads a manifest; only plain file names are allowed in it. */
    public static Manifest read(Path file) throws IOException {
        SortedMap<String, String> hashes = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new IOException("line '" + line + "' is not a SHA-256 and a file name");
            }
            String name = matcher.group(2);
            if (!NAME.matcher(name).matches()) {
                throw new IOException("path '" + name + "' leads out of the bundle or is no plain file name");
            }
            if (hashes.put(name, matcher.group(1)) != null) {
                throw new IOException("file " + name + " is listed twice");
            }
        }
        return new Manifest(hashes);
    }

    /** SHA-256 of a file, in hexadecimal. */
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream input = Files.newInputStream(file)) {
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
