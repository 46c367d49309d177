package io.segue.connectors.topic;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Where the brokers are and how every client talks to them.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param clientProperties Kafka client properties handed on as they are, for example {@code security.protocol} or
 *     {@code isolation.level}; they go before our own choices
 */
public record KafkaConnection(String bootstrapServers, Map<String, String> clientProperties) implements Serializable {
    public KafkaConnection {
        require(!bootstrapServers.isBlank(), "bootstrap.servers", "'" + bootstrapServers + "'", "host:port");
        clientProperties = Map.copyOf(clientProperties);
    }

    public static KafkaConnection to(String bootstrapServers) {
        return new KafkaConnection(bootstrapServers, Map.of());
    }

    /** The same connection with one more client property. */
    public KafkaConnection with(String key, String value) {
        Map<String, String> properties = new HashMap<>(clientProperties);
        properties.put(key, value);
        return new KafkaConnection(bootstrapServers, properties);
    }

    /** A fresh map that the caller may add to. */
    public Map<String, Object> toMap() {
        Map<String, Object> all = new HashMap<>(clientProperties);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return all;
    }

    /** A fresh map in which the client properties win over {@code ours}. */
    public Map<String, Object> toMap(Map<String, Object> ours) {
        Map<String, Object> all = new HashMap<>(ours);
        all.putAll(toMap());
        return all;
    }

    /** A fresh object that the caller may add to. */
    public Properties toProperties() {
        Properties all = new Properties();
        all.putAll(toMap());
        return all;
    }

    /** Names no property: they may hold secrets. */
    @Override
    public String toString() {
        return "KafkaConnection[" + bootstrapServers + "]";
    }
}
