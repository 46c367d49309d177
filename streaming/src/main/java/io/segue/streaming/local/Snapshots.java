package io.segue.streaming.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The checkpoints and savepoints of one job.
 *
 * @param folder of no other job: the newest snapshot in it is the one from which the job goes on
 */
public record Snapshots(Path folder) {
    private static final String COMPLETE = "_metadata";
    private static final int DEPTH = 4;

    String checkpoints() {
        return uri("checkpoints");
    }

    String savepoints() {
        return uri("savepoints");
    }

    private String uri(String name) {
        return folder.resolve(name).toAbsolutePath().toUri().toString();
    }

    /** The newest snapshot that was completed. */
    Optional<Path> newest() {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        List<Path> complete = new ArrayList<>();
        try {
            Files.walkFileTree(folder, Set.of(), DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.endsWith(COMPLETE)) {
                        complete.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                /** A job that is ending still deletes what is older. */
                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot look for snapshots in " + folder, unreadable);
        }
        return complete.stream().max(Comparator.comparing(Snapshots::writtenAt)).map(Path::getParent);
    }

    private static FileTime writtenAt(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }
}
