package io.segue.streaming.retrain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Who holds it is the only one in its role for a model, its trainer or its learner: the system's lock of the file {@code
 * .NAME.ROLE} in the model store. The system gives it back when its process dies, so that none is ever left behind. But it
 * also gives it back when its process closes the file anywhere else, so within a process a list of holders comes first, and
 * whoever is on it keeps all others from opening the file.
 * Network file systems keep such locks too, as NFS 4 does; one that does not must not hold a store that two can reach.
 */
final class ModelStoreLock implements AutoCloseable {
    /** In the system's properties, because each job of a process may have classes of its own. */
    private static final String HOLDERS = "segue.lock.";

    private final String holder;
    private final FileChannel channel;

    private ModelStoreLock(String holder, FileChannel channel) {
        this.holder = holder;
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
        String refusal = "another " + role + " of model " + model + " works on " + store
                + ": %s; stop it, or give this one" + " another segue.model.name";
        try {
            Files.createDirectories(store);
            String holder = HOLDERS + store.toRealPath().resolve(file.getFileName());
            @Nullable Object inThisProcess = System.getProperties().putIfAbsent(holder, owner);
            if (inThisProcess != null) {
                throw new IllegalStateException(refusal.formatted(inThisProcess));
            }
            try {
                return new ModelStoreLock(holder, locked(file, owner, refusal));
            } catch (IOException | RuntimeException refused) {
                System.clearProperty(holder);
                throw refused;
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException(file + " cannot be locked", unusable);
        }
    }

    private static FileChannel locked(Path file, String owner, String refusal) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new IllegalStateException(refusal.formatted(Files.readString(file)));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)));
            return channel;
        } catch (IOException | RuntimeException refused) {
            channel.close();
            throw refused;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            System.clearProperty(holder);
        }
    }
}
