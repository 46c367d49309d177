package io.segue.streaming.retrain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Who holds it is the only one in its role for a model, its trainer or its learner: the system's lock of the file {@code
 * .NAME.ROLE} in the model store. The system gives it back when its process dies, so that none is ever left behind.
 * Network file systems keep such locks too, as NFS 4 does; one that does not must not hold a store that two can reach.
 */
final class ModelStoreLock implements AutoCloseable {
    private final FileChannel channel;

    private ModelStoreLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param role a word
     * @param owner in words, for the one who is refused
     * @throws IllegalStateException if another one has it
     */
    static ModelStoreLock take(Path store, String model, String role, String owner) {
        Path file = store.resolve("." + model + "." + role);
        try {
            Files.createDirectories(store);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                if (!isTaken(channel)) {
                    throw new IllegalStateException("another " + role + " of model " + model + " works on " + store
                            + ": " + Files.readString(file) + "; stop it, or give this one another segue.model.name");
                }
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)));
                return new ModelStoreLock(channel);
            } catch (IOException | RuntimeException refused) {
                channel.close();
                throw refused;
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException(file + " cannot be locked", unusable);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
