package io.segue.connectors.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** How many partitions topics have. */
public final class TopicPartitions {
    private TopicPartitions() {}

    /** The topics that exist among {@code topics}, with the number of their partitions. */
    public static Map<String, Integer> of(KafkaConnection connection, List<String> topics, Duration timeout) {
        try (Admin admin = Admin.create(connection.toProperties())) {
            Map<String, Integer> partitions = new HashMap<>();
            for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
                    admin.describeTopics(topics).topicNameValues().entrySet()) {
                try {
                    int count = topic.getValue()
                            .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                            .partitions()
                            .size();
                    partitions.put(topic.getKey(), count);
                } catch (ExecutionException missing) {
                    if (!(missing.getCause() instanceof UnknownTopicOrPartitionException)) {
                        throw new TopicCreationException("cannot describe topic '" + topic.getKey() + "'", missing);
                    }
                }
            }
            return Map.copyOf(partitions);
        } catch (TimeoutException late) {
            throw new BrokerUnreachableException(connection.bootstrapServers(), timeout, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BrokerUnreachableException(connection.bootstrapServers(), timeout, interrupted);
        }
    }
}
