package io.segue.connectors.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segue.connectors.replay.DeadLetterReader;
import io.segue.connectors.replay.EventPublisher;
import io.segue.connectors.replay.ReceivedDeadLetter;
import io.segue.connectors.replay.ReceivedRecommendation;
import io.segue.connectors.replay.RecommendationReader;
import io.segue.connectors.replay.ReleasePublisher;
import io.segue.connectors.replay.ReleaseReader;
import io.segue.connectors.replay.ReleaseReader.ReleaseLog;
import io.segue.connectors.replay.StartAt;
import io.segue.connectors.topic.BrokerProbe;
import io.segue.connectors.topic.BrokerUnreachableException;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.TopicCreation;
import io.segue.connectors.topic.TopicSettings;
import io.segue.connectors.topic.TopicSizes;
import io.segue.connectors.topic.TopicStatus;
import io.segue.connectors.topic.Topics;
import io.segue.state.deadletter.Origin;
import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.json.RecommendationJson;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One broker for all of them, because a start takes seconds; the last one starts it again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmbeddedBrokerITCase {
    private static final Topics TOPICS = Topics.DEFAULT;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final TopicSettings SETTINGS = new TopicSettings(2, 1, Duration.ofDays(1));

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static KafkaConnection connection;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
        connection = KafkaConnection.to(broker.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    @Order(1)
    void createsTheTopicsThatAreMissingAndLeavesTheOthersAlone() {
        List<TopicStatus> first = new TopicCreation(TOPICS, SETTINGS).createMissing(connection, TIMEOUT);
        TopicSettings others = new TopicSettings(7, 1, Duration.ofDays(1));
        List<TopicStatus> second = new TopicCreation(TOPICS, others).createMissing(connection, TIMEOUT);

        assertThat(first).extracting(TopicStatus::name).isEqualTo(TOPICS.all());
        assertThat(first).extracting(TopicStatus::created).containsOnly(true);
        assertThat(first).contains(new TopicStatus("segue.views", 2, true), new TopicStatus("segue.items", 1, true));
        assertThat(second).extracting(TopicStatus::created).containsOnly(false);
        assertThat(second).contains(new TopicStatus("segue.views", 2, false));
    }

    @Test
    @Order(2)
    void answersTheProbe() {
        BrokerProbe.require(broker.bootstrapServers(), TIMEOUT);

        assertThat(BrokerProbe.transactionMaxTimeout(broker.bootstrapServers(), TIMEOUT))
                .isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    @Order(3)
    void keepsWhatIsPublishedByUser() {
        try (EventPublisher publisher = new EventPublisher(connection, TOPICS)) {
            for (int i = 0; i < 100; i++) {
                publisher.publish(new Interaction(
                        "e" + i, "user" + i % 10, "boots", InteractionType.VIEW, 1_600_000_000_000L, "", 0));
            }
        }

        List<ConsumerRecord<byte[], byte[]>> records = read("segue.views", 2, 100);

        assertThat(records).hasSize(100);
        assertThat(records).extracting(ConsumerRecord::partition).contains(0, 1);
        assertThat(records.get(0).timestamp())
                .as("of the writing, not of the event")
                .isCloseTo(System.currentTimeMillis(), within(60_000L));
    }

    @Test
    @Order(3)
    void showsAnAnswerToAReaderFromOutside() throws Exception {
        Recommendation answer = new Recommendation(
                "r1", "ann", "s1", "e1", 1_000, 2_000, 1_500, new ModelVersion("7", "champion"), List.of(), "");
        try (RecommendationReader latest = new RecommendationReader(connection, TOPICS, StartAt.LATEST, () -> 2_500);
                KafkaProducer<byte[], byte[]> producer = producer()) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    TOPICS.recommendations(), "ann".getBytes(UTF_8), RecommendationJson.write(answer));
            record.headers().add("segue-published-at", "1500".getBytes(UTF_8));
            producer.send(record).get();

            ReceivedRecommendation received = latest.poll(TIMEOUT).get(0);

            assertThat(received.recommendation()).isEqualTo(answer);
            assertThat(received.receivedAtMs()).isEqualTo(2_500);
        }
        try (RecommendationReader late = new RecommendationReader(connection, TOPICS, StartAt.LATEST, () -> 0);
                RecommendationReader committed = new RecommendationReader(
                        connection.with("isolation.level", "read_committed"), TOPICS, StartAt.EARLIEST, () -> 0)) {
            assertThat(late.poll(Duration.ofMillis(300))).isEmpty();
            assertThat(committed.poll(TIMEOUT)).hasSize(1);
        }
    }

    @Test
    @Order(3)
    void takesADeadLetterOfTheLargestEventThatItsTopicTakes() throws Exception {
        int overheadBytes = 200;
        byte[] event = new byte[TopicSizes.EVENT_BYTES_MAX - overheadBytes];
        try (KafkaProducer<byte[], byte[]> producer = producer();
                DeadLetterReader reader = new DeadLetterReader(connection, TOPICS, StartAt.EARLIEST)) {
            producer.send(new ProducerRecord<>("segue.purchases", event)).get();
            ProducerRecord<byte[], byte[]> letter =
                    new ProducerRecord<>(TOPICS.deadLetters(), new byte[TopicSizes.DEAD_LETTER_KEY_BYTES_MAX], event);
            letter.headers().add("segue-error", "too-large".getBytes(UTF_8));
            letter.headers().add("segue-reason", "64 KiB at most".getBytes(UTF_8));
            letter.headers().add("segue-source-topic", "segue.purchases".getBytes(UTF_8));
            letter.headers().add("segue-source-partition", "1".getBytes(UTF_8));
            letter.headers().add("segue-source-offset", "0".getBytes(UTF_8));
            producer.send(letter).get();

            ReceivedDeadLetter received = reader.poll(TIMEOUT).get(0);

            assertThat(received.error()).isEqualTo("too-large");
            assertThat(received.reason()).isEqualTo("64 KiB at most");
            assertThat(received.origin()).as("without a timestamp").isEqualTo(new Origin("segue.purchases", 1, 0, -1));
            assertThat(received.value()).isEqualTo(event);
        }
    }

    @Test
    @Order(3)
    void keepsEveryVersionOfAModelUnderAKeyOfItsOwn() throws Exception {
        Release first = release("7");
        Release second = release("8");
        try (ReleasePublisher publisher = new ReleasePublisher(connection, TOPICS)) {
            publisher.publish(first);
            publisher.publish(second);
        }

        assertThat(read("segue.models", 1, 2))
                .extracting(record -> new String(record.key(), UTF_8))
                .containsExactly("gru\t7", "gru\t8");
        ReleaseLog log = ReleaseReader.read(connection, TOPICS, TIMEOUT);
        assertThat(log.unreadable()).isEmpty();
        assertThat(log.history().versions("gru")).containsExactly(first, second);
        assertThat(log.history().champion("gru")).contains(second);
    }

    private static Release release(String version) {
        return new Release(
                "gru",
                version,
                ReleaseState.CHAMPION,
                "file:/models/" + version,
                "ab".repeat(32),
                1,
                Map.of("recall", 0.5),
                Map.of(),
                2);
    }

    @Test
    @Order(4)
    void refusesAPortAndAFolderThatAreInUse() {
        assertThatThrownBy(() -> EmbeddedBroker.start(folder.resolve("other"), broker.port()))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageStartingWith("port " + broker.port() + " is in use");
        assertThatThrownBy(() -> EmbeddedBroker.start(folder.resolve("kafka"), 0))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining("is in use by another broker");
    }

    @Test
    @Order(4)
    void saysThatNobodyAnswers() throws IOException {
        int silent;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            silent = socket.getLocalPort();
        }
        assertThatThrownBy(() -> BrokerProbe.require("127.0.0.1:" + silent, Duration.ofSeconds(1)))
                .isInstanceOf(BrokerUnreachableException.class)
                .hasMessage("broker not reachable at 127.0.0.1:" + silent + " within 1 s");
        assertThatThrownBy(() -> BrokerProbe.require("localhost", TIMEOUT))
                .hasMessage("bootstrap.servers is 'localhost', but must be host:port, several separated by commas");
    }

    @Test
    @Order(5)
    void goesOnWithItsDataAfterARestart() throws ExecutionException, InterruptedException {
        broker.close();
        broker.close();
        broker = EmbeddedBroker.start(folder.resolve("kafka"), broker.port());

        assertThat(read("segue.views", 2, 100)).hasSize(100);
        assertThat(new TopicCreation(TOPICS, SETTINGS).createMissing(connection, TIMEOUT))
                .extracting(TopicStatus::created)
                .containsOnly(false);
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                connection.with("max.request.size", "2097152").toMap(),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic, int partitions, int expected) {
        Map<String, Object> properties = new HashMap<>(connection.toMap());
        properties.put("auto.offset.reset", "earliest");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = new ArrayList<>();
            for (int partition = 0; partition < partitions; partition++) {
                all.add(new TopicPartition(topic, partition));
            }
            consumer.assign(all);
            consumer.seekToBeginning(all);
            long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
            while (records.size() < expected && System.nanoTime() < deadlineNanos) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
