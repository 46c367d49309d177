package io.segue.connectors.topic;

import io.segue.state.settings.Requirements;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Utils;

/**
 * Asks a broker a question and gives up in time.
 *
 * <p>A plain socket goes first: a Kafka client that finds nobody logs a warning for every attempt, and what a user needs
 * is one sentence.
 */
public final class BrokerProbe {
    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String TRANSACTION_MAX_TIMEOUT = "transaction.max.timeout.ms";

    private BrokerProbe() {}

    /**
     * Returns when a broker answers.
     *
     * @throws BrokerUnreachableException when none does within {@code timeout}
     */
    public static void require(String bootstrapServers, Duration timeout) {
        require(KafkaConnection.to(bootstrapServers), timeout);
    }

    /** As {@link #require(String, Duration)}, with the client properties of {@code connection}. */
    public static void require(KafkaConnection connection, Duration timeout) {
        ask(connection, timeout, (admin, left) -> await(admin.describeCluster().clusterId(), left));
    }

    /** How long a transaction may stay open at most, by the configuration of the first broker. */
    public static Duration transactionMaxTimeout(String bootstrapServers, Duration timeout) {
        return transactionMaxTimeout(KafkaConnection.to(bootstrapServers), timeout);
    }

    /** As {@link #transactionMaxTimeout(String, Duration)}, with the client properties of {@code connection}. */
    public static Duration transactionMaxTimeout(KafkaConnection connection, Duration timeout) {
        return ask(connection, timeout, (admin, left) -> {
            Node node = await(admin.describeCluster().nodes(), left).iterator().next();
            ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
            Config config = await(admin.describeConfigs(List.of(broker)).all(), left)
                    .values()
                    .iterator()
                    .next();
            String ms = config.get(TRANSACTION_MAX_TIMEOUT).value();
            return Duration.ofMillis(Long.parseLong(ms));
        });
    }

    private interface Question<T> {
        T ask(Admin admin, Duration left) throws ExecutionException, TimeoutException, InterruptedException;
    }

    private static <T> T ask(KafkaConnection connection, Duration timeout, Question<T> question) {
        String servers = connection.bootstrapServers();
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        awaitSocket(servers, timeout, deadlineNanos);
        Duration left = Duration.ofNanos(Math.max(1_000_000, deadlineNanos - System.nanoTime()));
        Map<String, Object> properties = connection.toMap();
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) left.toMillis());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) left.toMillis());
        Admin admin = Admin.create(properties);
        try {
            return question.ask(admin, left);
        } catch (ExecutionException refused) {
            if (refused.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw new BrokerUnreachableException(servers, timeout, refused.getCause());
            }
            throw new KafkaException("broker at " + servers + " refuses: " + refused.getMessage(), refused);
        } catch (TimeoutException late) {
            throw new BrokerUnreachableException(servers, timeout, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BrokerUnreachableException(servers, timeout, interrupted);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private static <T> T await(KafkaFuture<T> future, Duration left)
            throws ExecutionException, TimeoutException, InterruptedException {
        return future.get(left.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void awaitSocket(String servers, Duration timeout, long deadlineNanos) {
        List<InetSocketAddress> addresses = parse(servers);
        IOException last = null;
        do {
            for (InetSocketAddress address : addresses) {
                try (Socket socket = new Socket()) {
                    // Resolved at every attempt: a name may appear while its container starts.
                    InetSocketAddress resolved = new InetSocketAddress(address.getHostString(), address.getPort());
                    socket.connect(resolved, (int) Math.min(CONNECT_TIMEOUT.toMillis(), timeout.toMillis()));
                    return;
                } catch (IOException nobody) {
                    last = nobody;
                }
            }
            pause(servers, timeout);
        } while (System.nanoTime() < deadlineNanos);
        throw new BrokerUnreachableException(servers, timeout, last);
    }

    private static void pause(String servers, Duration timeout) {
        try {
            Thread.sleep(Math.min(PAUSE.toMillis(), timeout.toMillis()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BrokerUnreachableException(servers, timeout, interrupted);
        }
    }

    private static List<InetSocketAddress> parse(String servers) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (String server : servers.split(",", -1)) {
            String host = Utils.getHost(server.strip());
            Integer port = Utils.getPort(server.strip());
            boolean holds = host != null && port != null && port >= 1 && port <= 65_535;
            Requirements.require(holds, BOOTSTRAP, "'" + servers + "'", "host:port, several separated by commas");
            if (host != null && port != null) {
                addresses.add(InetSocketAddress.createUnresolved(host, port));
            }
        }
        return addresses;
    }
}
