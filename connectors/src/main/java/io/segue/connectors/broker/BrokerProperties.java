package io.segue.connectors.broker;

import java.nio.file.Path;
import java.util.Properties;

/** The configuration of a broker that is alone, small and quick to start. */
final class BrokerProperties {
    private static final int MIB = 1024 * 1024;

    private BrokerProperties() {}

    static Properties of(Path data, int brokerPort, int controllerPort) {
        String broker = LoopbackPorts.ADDRESS + ":" + brokerPort;
        String controller = LoopbackPorts.ADDRESS + ":" + controllerPort;
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@" + controller);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listeners", "PLAINTEXT://" + broker + ",CONTROLLER://" + controller);
        properties.put("advertised.listeners", "PLAINTEXT://" + broker);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("log.dirs", data.toAbsolutePath().toString());
        aloneInItsCluster(properties);
        small(properties);
        properties.put("auto.create.topics.enable", "false");
        properties.put("num.partitions", "1");
        // The default waits 3 s for more members before a group starts.
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("transaction.max.timeout.ms", "900000");
        return properties;
    }

    private static void aloneInItsCluster(Properties properties) {
        properties.put("default.replication.factor", "1");
        properties.put("min.insync.replicas", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
    }

    private static void small(Properties properties) {
        properties.put("num.network.threads", "1");
        properties.put("num.io.threads", "2");
        properties.put("num.replica.fetchers", "1");
        properties.put("num.recovery.threads.per.data.dir", "1");
        properties.put("background.threads", "2");
        properties.put("offsets.topic.num.partitions", "2");
        properties.put("transaction.state.log.num.partitions", "2");
        properties.put("share.coordinator.state.topic.num.partitions", "1");
        properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 * MIB));
        properties.put("log.cleaner.io.buffer.size", String.valueOf(MIB / 4));
        properties.put("log.index.size.max.bytes", String.valueOf(MIB));
        properties.put("log.segment.bytes", String.valueOf(64 * MIB));
        properties.put("metadata.log.segment.bytes", String.valueOf(16 * MIB));
    }
}
