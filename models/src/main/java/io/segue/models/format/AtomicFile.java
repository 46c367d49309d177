package io.segue.models.format;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Files that are there as a whole or not at all: written beside their place, forced to disk, then moved. */
public final class AtomicFile {
    private AtomicFile() {}

    /** What goes into a file that does not exist yet. */
    @FunctionalInterface
    public interface Content {
        void write(Path draft) throws IOException;
    }

    /**
     * Writes a file; one that was there is replaced. A crash leaves at most a draft, {@code .NAME.tmp}.
     *
     * @return its SHA-256, in hexadecimal
     */
    public static String write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath().normalize();
        Path parent = Optional.ofNullable(target.getParent())
                .orElseThrow(() -> new IOException(target + " can't be written: it has no parent folder"));
        Files.createDirectories(parent);
        Path draft = parent.resolve("." + target.getFileName() + ".tmp");
        Files.deleteIfExists(draft);
        try {
            content.write(draft);
            force(draft);
            String sha256 = Manifest.sha256(draft);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            force(parent);
            return sha256;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
