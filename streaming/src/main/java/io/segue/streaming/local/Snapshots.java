package io.segue.streaming.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The checkpoints and savepoints under a folder. */
final class Snapshots {
    private static final String COMPLETE = "_metadata";
    private static final int DEPTH = 4;

    private Snapshots() {}

    /** The newest snapshot that was completed. */
    static Optional<Path> newest(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return files.filter(file -> file.endsWith(COMPLETE))
                    .max(Comparator.comparing(Snapshots::writtenAt))
                    .map(Path::getParent);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot look for snapshots in " + folder, unreadable);
        }
    }

    private static FileTime writtenAt(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }
}
