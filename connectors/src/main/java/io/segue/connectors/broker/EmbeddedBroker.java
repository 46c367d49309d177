package io.segue.connectors.broker;

import static io.segue.state.settings.Requirements.require;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker in this JVM: one node, broker and controller (KRaft), on the loopback address only.
 *
 * <p>Its folder persists: started again there, it goes on with the data. The folder is locked while it runs.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    /** A free port can be taken between our look and Kafka's bind. */
    private static final int ATTEMPTS_MAX = 3;

    private final KafkaRaftServer server;
    private final BrokerFolder folder;
    private final int port;
    private boolean open = true;

    private EmbeddedBroker(KafkaRaftServer server, BrokerFolder folder, int port) {
        this.server = server;
        this.folder = folder;
        this.port = port;
    }

    /**
     * Starts a broker and returns when it serves.
     *
     * @param folder made if it is missing
     * @param port 0 for a free one
     * @throws BrokerStartException when the port or the folder is in use, or Kafka refuses
     */
    public static EmbeddedBroker start(Path folder, int port) {
        require(port >= 0 && port <= 65_535, "port", port, "within [0, 65535]");
        if (port != 0 && !LoopbackPorts.isFree(port)) {
            throw new BrokerStartException("port " + port + " is in use: stop what listens there or choose another");
        }
        BrokerFolder locked = BrokerFolder.lock(folder);
        for (int attempt = 1; ; attempt++) {
            int brokerPort = port == 0 ? LoopbackPorts.free() : port;
            try {
                KafkaRaftServer server = startServer(locked, brokerPort);
                LOG.info("broker started at {}:{}, data in {}", LoopbackPorts.ADDRESS, brokerPort, folder);
                return new EmbeddedBroker(server, locked, brokerPort);
            } catch (IOException | RuntimeException failed) {
                if (attempt == ATTEMPTS_MAX || !LoopbackPorts.isTaken(failed)) {
                    locked.close();
                    throw new BrokerStartException(
                            "the broker in " + folder + " does not start: " + failed.getMessage(), failed);
                }
            }
        }
    }

    private static KafkaRaftServer startServer(BrokerFolder folder, int brokerPort) throws IOException {
        Properties properties = BrokerProperties.of(folder.data(), brokerPort, LoopbackPorts.free());
        folder.format(properties);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        try {
            server.startup();
            return server;
        } catch (RuntimeException failed) {
            server.shutdown();
            server.awaitShutdown();
            throw failed;
        }
    }

    /** For {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return LoopbackPorts.ADDRESS + ":" + port;
    }

    public int port() {
        return port;
    }

    /** Returns when all data is on disk and the folder is free. */
    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            server.shutdown();
            server.awaitShutdown();
            folder.close();
        }
    }
}
