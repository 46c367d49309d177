package io.segue.connectors.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.connectors.topic.Topics;
import io.segue.state.deadletter.DeadLetter;
import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.Origin;
import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.Item;
import io.segue.state.json.QualityJson;
import io.segue.state.json.RecordLimits;
import io.segue.state.prequential.QualitySlice;
import io.segue.state.prequential.QualitySums;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.release.ModelRecord;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseState;
import io.segue.state.serialization.SegueTypes;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ContractDeserializerTest {
    private static final long NOW_MS = 1_700_000_000_000L;
    private static final long PUBLISHED_AT_MS = NOW_MS - 40;
    private static final Clock CLOCK = () -> NOW_MS;
    private static final Topics TOPICS = Topics.DEFAULT;
    private static final String VALID = "{\"userId\":\"ann\",\"itemId\":\"boots\",\"timestamp\":1699999999000}";

    private final ContractDeserializer<Interaction> events = opened(new ContractDeserializer<>(
            EventSource.parser(TOPICS, RecordLimits.DEFAULT, CLOCK), SegueTypes.INTERACTION, CLOCK));
    private final ContractDeserializer<Item> items =
            opened(new ContractDeserializer<>(ItemSource.parser(RecordLimits.DEFAULT), SegueTypes.ITEM, CLOCK));
    private final ContractDeserializer<ModelRecord> releases = opened(
            new ContractDeserializer<>(ReleaseSource.parser(RecordLimits.DEFAULT), SegueTypes.MODEL_RECORD, CLOCK));
    private final ContractDeserializer<QualityWindow> windows =
            opened(new ContractDeserializer<>(QualitySource.parser(), SegueTypes.QUALITY_WINDOW, CLOCK));

    @Test
    void takesTheTypeFromTheTopic() {
        assertThat(one(events, record("segue.clicks", "ann", VALID)).right().type())
                .isEqualTo(InteractionType.CLICK);
        assertThat(one(events, record("segue.views", "ann", VALID)).right().type())
                .isEqualTo(InteractionType.VIEW);
        assertThat(one(events, record("segue.purchases", "ann", VALID)).right().type())
                .isEqualTo(InteractionType.PURCHASE);
    }

    @Test
    void namesAnEventWithoutIdByItsPlaceAndRemembersWhenItWasPublished() {
        Interaction event = one(events, record("segue.clicks", "ann", VALID)).right();

        assertThat(event.eventId()).isEqualTo("segue.clicks-3-17");
        assertThat(event.publishedAtMs()).isEqualTo(PUBLISHED_AT_MS);
    }

    @Test
    void countsARecordWithoutTimestampAsPublishedNow() {
        ConsumerRecord<byte[], byte[]> old =
                new ConsumerRecord<>("segue.clicks", 3, 17, "ann".getBytes(UTF_8), VALID.getBytes(UTF_8));

        assertThat(one(events, old).right().publishedAtMs()).isEqualTo(NOW_MS);
    }

    @Test
    void makesADeadLetterOfABadRecordWithItsBytesAndItsPlace() {
        DeadLetter letter =
                one(events, record("segue.views", "ann", "{\"userId\":")).left();

        assertThat(letter.error()).isEqualTo(DeadLetterError.NOT_JSON);
        assertThat(letter.key()).asString(UTF_8).isEqualTo("ann");
        assertThat(letter.value()).asString(UTF_8).isEqualTo("{\"userId\":");
        assertThat(letter.origin()).isEqualTo(new Origin("segue.views", 3, 17, PUBLISHED_AT_MS));
    }

    @Test
    void makesADeadLetterOfAnEventFromTheFuture() {
        String future = VALID.replace("1699999999000", String.valueOf(NOW_MS + 301_000));

        DeadLetter letter = one(events, record("segue.views", "ann", future)).left();

        assertThat(letter.error()).isEqualTo(DeadLetterError.TIMESTAMP_IN_FUTURE);
    }

    @Test
    void makesADeadLetterOfAnEventWithoutValueOrKey() {
        DeadLetter letter = one(events, record("segue.views", null, null)).left();

        assertThat(letter.error()).isEqualTo(DeadLetterError.MISSING_FIELD);
        assertThat(letter.reason()).contains("no value");
        assertThat(letter.key()).isEmpty();
        assertThat(letter.value()).isEmpty();
    }

    @Test
    void makesADeadLetterOfAnEventThatIsTooLarge() {
        String large = VALID.replace("boots", "b".repeat(70_000));

        assertThat(one(events, record("segue.views", "ann", large)).left().error())
                .isEqualTo(DeadLetterError.TOO_LARGE);
    }

    @Test
    void neverThrowsOnBytesOfAnyKind() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = VALID.getBytes(UTF_8);
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            FakeCollector<Either<DeadLetter, Interaction>> out = new FakeCollector<>();
            events.deserialize(new ConsumerRecord<>("segue.clicks", 0, i, null, bytes), out);
            assertThat(out.collected).as("seed 7, record " + i).hasSize(1);
        }
    }

    @Test
    void makesADeadLetterWhenTheParserItselfIsBroken() {
        RecordParser.Factory<Item> broken = () -> (record, origin) -> {
            throw new IllegalStateException("a defect");
        };
        ContractDeserializer<Item> deserializer = opened(new ContractDeserializer<>(broken, SegueTypes.ITEM, CLOCK));

        DeadLetter letter =
                one(deserializer, record("segue.items", "boots", "{}")).left();

        assertThat(letter.error()).isEqualTo(DeadLetterError.INVALID_VALUE);
        assertThat(letter.reason()).contains("a defect");
    }

    @Test
    void letsTheFailureOfAChainedOperatorThrough() {
        Collector<Either<DeadLetter, Interaction>> failing = new Collector<>() {
            @Override
            public void collect(Either<DeadLetter, Interaction> record) {
                throw new IllegalStateException("a broken invariant");
            }

            @Override
            public void close() {}
        };

        assertThatThrownBy(() -> events.deserialize(record("segue.clicks", "ann", VALID), failing))
                .hasMessage("a broken invariant");
    }

    @Test
    void readsATombstoneOfAnItemAsWithdrawn() {
        assertThat(one(items, record("segue.items", "boots", null)).right()).isEqualTo(new Item("boots", false));
        assertThat(one(items, record("segue.items", null, null)).left().error())
                .isEqualTo(DeadLetterError.MISSING_FIELD);
        assertThat(one(items, record("segue.items", "boots", "{\"itemId\":\"boots\",\"available\":true}"))
                        .right())
                .isEqualTo(new Item("boots", true));
    }

    @Test
    void makesADeadLetterOfAnItemUnderTheKeyOfAnotherAndTakesOneWithoutAKey() {
        String boots = "{\"itemId\":\"boots\",\"available\":true}";

        DeadLetter letter = one(items, record("segue.items", "hat", boots)).left();
        assertThat(letter.error()).isEqualTo(DeadLetterError.INVALID_VALUE);
        assertThat(letter.reason()).isEqualTo("the key is 'hat', but must be the itemId 'boots'");
        assertThat(letter.key()).asString(UTF_8).isEqualTo("hat");
        assertThat(one(items, record("segue.items", null, boots)).right()).isEqualTo(new Item("boots", true));
    }

    @Test
    void passesOverATombstoneOfARelease() {
        FakeCollector<Either<DeadLetter, ModelRecord>> out = new FakeCollector<>();
        releases.deserialize(record("segue.models", "gru", null), out);
        assertThat(out.collected).isEmpty();

        String json = "{\"name\":\"gru\",\"version\":\"7\",\"state\":\"champion\",\"uri\":\"file:/m/7\",\"sha256\":\""
                + "ab".repeat(32) + "\",\"trainedUntil\":1,\"createdAt\":2}";
        assertThat(one(releases, record("segue.models", "gru", json)).right())
                .isInstanceOfSatisfying(
                        Release.class, release -> assertThat(release.state()).isEqualTo(ReleaseState.CHAMPION));
        assertThat(one(releases, record("segue.models", "gru", "{}")).left().error())
                .isEqualTo(DeadLetterError.MISSING_FIELD);
    }

    @Test
    void readsWindowsAndMakesDeadLettersOfOtherRecordsBesideThem() {
        QualitySlice slice = QualitySlice.all(new ModelVersion("v1", ModelVersion.CHAMPION));
        QualityWindow window = new QualityWindow(1, 2, slice, QualitySums.NONE);
        String json = new String(QualityJson.write(window), UTF_8);

        assertThat(one(windows, record("segue.metrics", "prequential", json)).right())
                .isEqualTo(window);
        assertThat(one(windows, record("segue.metrics", "latency", "{\"metric\":\"latency\"}"))
                        .left()
                        .reason())
                .isEqualTo("the metric is another than 'prequential'");
        assertThat(one(windows, record("segue.metrics", "prequential", "{"))
                        .left()
                        .error())
                .isEqualTo(DeadLetterError.NOT_JSON);
        assertThat(one(windows, record("segue.metrics", "prequential", null))
                        .left()
                        .error())
                .isEqualTo(DeadLetterError.MISSING_FIELD);
    }

    @Test
    void travelsToTheMachineThatReads() throws Exception {
        ContractDeserializer<Interaction> there = InstantiationUtil.clone(new ContractDeserializer<>(
                EventSource.parser(TOPICS, RecordLimits.DEFAULT, Clock.SYSTEM), SegueTypes.INTERACTION, CLOCK));

        assertThat(one(opened(there), record("segue.clicks", "ann", VALID)).isRight())
                .isTrue();
    }

    private static <T> ContractDeserializer<T> opened(ContractDeserializer<T> deserializer) {
        deserializer.open(null);
        return deserializer;
    }

    private static <T> Either<DeadLetter, T> one(
            ContractDeserializer<T> deserializer, ConsumerRecord<byte[], byte[]> record) {
        FakeCollector<Either<DeadLetter, T>> out = new FakeCollector<>();
        deserializer.deserialize(record, out);
        List<Either<DeadLetter, T>> collected = out.collected;
        assertThat(collected).hasSize(1);
        return collected.get(0);
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, String key, String value) {
        return new ConsumerRecord<>(
                topic,
                3,
                17,
                PUBLISHED_AT_MS,
                TimestampType.CREATE_TIME,
                0,
                0,
                key == null ? null : key.getBytes(UTF_8),
                value == null ? null : value.getBytes(UTF_8),
                new RecordHeaders(),
                Optional.empty());
    }
}
