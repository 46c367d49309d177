package io.segue.connectors.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * Where a broker keeps its data, for one broker at a time.
 *
 * <p>The lock is the operating system's and ends with the process, so a broker that was killed leaves nothing behind.
 */
final class BrokerFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel lock;

    private BrokerFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static BrokerFolder lock(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve("broker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new BrokerStartException("folder " + folder + " is in use by another broker that runs");
            }
            return new BrokerFolder(folder, channel);
        } catch (IOException unusable) {
            throw new BrokerStartException("folder " + folder + " cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            // Null: another process has it. The exception: another broker of this JVM. Closing the channel unlocks.
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException thisJvm) {
            return false;
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    /** Prepares an empty folder for Kafka; one that holds data stays as it is. */
    void format(Properties properties) throws IOException {
        Path file = folder.resolve("server.properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, "Written at every start");
        }
        if (Files.exists(data().resolve("meta.properties"))) {
            return;
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        int status = StorageTool.execute(
                new String[] {
                    "format", "--ignore-formatted", "-t", Uuid.randomUuid().toString(), "-c", file.toString()
                },
                new PrintStream(output, true, UTF_8));
        if (status != 0) {
            throw new IOException("Kafka cannot format its folder: " + output.toString(UTF_8));
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
