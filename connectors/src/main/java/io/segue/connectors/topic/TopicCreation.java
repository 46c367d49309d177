package io.segue.connectors.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are missing. Idempotent, and safe against another process that does the same. */
public final class TopicCreation {
    private final Topics topics;
    private final TopicSettings settings;

    public TopicCreation(Topics topics, TopicSettings settings) {
        this.topics = topics;
        this.settings = settings;
    }

    /**
     * Creates what is missing.
     *
     * @return all topics, in the order of {@link Topics#all()}
     * @throws BrokerUnreachableException when no broker answers in time
     * @throws TopicCreationException when the broker refuses, for example because it has too few replicas
     */
    public List<TopicStatus> createMissing(KafkaConnection connection, Duration timeout) {
        BrokerProbe.require(connection, timeout);
        try (Admin admin = Admin.create(connection.toProperties())) {
            Set<String> existing = await(admin.listTopics().names(), "list the topics", timeout);
            Set<String> created = new HashSet<>();
            for (NewTopic topic : wanted()) {
                if (!existing.contains(topic.name()) && create(admin, topic, timeout)) {
                    created.add(topic.name());
                }
            }
            return describe(admin, created, timeout);
        }
    }

    private boolean create(Admin admin, NewTopic topic, Duration timeout) {
        try {
            await(admin.createTopics(List.of(topic)).all(), "create topic '" + topic.name() + "'", timeout);
            return true;
        } catch (TopicCreationException refused) {
            if (refused.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw refused;
        }
    }

    /** A topic just created takes a moment to be known everywhere, so it is asked for until the timeout. */
    private List<TopicStatus> describe(Admin admin, Set<String> created, Duration timeout) {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        while (true) {
            try {
                Map<String, TopicDescription> descriptions =
                        await(admin.describeTopics(topics.all()).allTopicNames(), "describe the topics", timeout);
                return topics.all().stream()
                        .flatMap(name -> Stream.ofNullable(descriptions.get(name)))
                        .map(topic -> new TopicStatus(
                                topic.name(), topic.partitions().size(), created.contains(topic.name())))
                        .toList();
            } catch (TopicCreationException notYet) {
                if (created.isEmpty() || System.nanoTime() > deadlineNanos) {
                    throw notYet;
                }
            }
        }
    }

    private List<NewTopic> wanted() {
        List<NewTopic> wanted = new ArrayList<>();
        for (String events : topics.events()) {
            wanted.add(topic(events, settings.partitions(), maxMessageBytes(TopicSizes.EVENT_BYTES_MAX)));
        }
        wanted.add(topic(
                topics.recommendations(),
                settings.partitions(),
                Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        String.valueOf(settings.recommendationsRetention().toMillis()))));
        wanted.add(
                topic(topics.deadLetters(), settings.partitions(), maxMessageBytes(TopicSizes.DEAD_LETTER_BYTES_MAX)));
        wanted.add(topic(topics.forget(), settings.partitions(), Map.of()));
        Map<String, String> compacted = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        wanted.add(topic(topics.items(), 1, compacted));
        wanted.add(topic(topics.models(), 1, compacted));
        wanted.add(topic(topics.metrics(), 1, Map.of()));
        return wanted;
    }

    private NewTopic topic(String name, int partitions, Map<String, String> configs) {
        return new NewTopic(name, partitions, (short) settings.replicationFactor())
                .configs(new LinkedHashMap<>(configs));
    }

    private static Map<String, String> maxMessageBytes(int bytes) {
        return Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(bytes));
    }

    private static <T> T await(KafkaFuture<T> future, String attempt, Duration timeout) {
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException refused) {
            Throwable cause = refused.getCause() == null ? refused : refused.getCause();
            throw new TopicCreationException("cannot " + attempt + ": " + cause.getMessage(), cause);
        } catch (TimeoutException late) {
            throw new TopicCreationException("cannot " + attempt + " within " + timeout.toSeconds() + " s", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TopicCreationException("interrupted while trying to " + attempt, interrupted);
        }
    }
}
