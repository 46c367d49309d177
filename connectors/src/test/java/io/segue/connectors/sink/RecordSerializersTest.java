package io.segue.connectors.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.connectors.topic.TopicSizes;
import io.segue.state.deadletter.DeadLetter;
import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.Origin;
import io.segue.state.json.RecommendationJson;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.Recommendation;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RecordSerializersTest {
    private static final Origin ORIGIN = new Origin("segue.views", 3, 17, 1_700_000_000_000L);

    @Test
    void keysARecommendationByUserAndStampsItWithWhenItWasMade() throws Exception {
        Recommendation recommendation = new Recommendation(
                "r1", "ann", "s1", "e1", 1_000, 2_000, 1_500, new ModelVersion("7", "champion"), List.of(), "");

        ProducerRecord<byte[], byte[]> record =
                new RecommendationRecords("segue.recommendations").serialize(recommendation, null, 1_000L);

        assertThat(record.topic()).isEqualTo("segue.recommendations");
        assertThat(record.key()).asString(UTF_8).isEqualTo("ann");
        assertThat(record.timestamp()).as("not event time").isEqualTo(2_000);
        assertThat(HeaderNames.text(record.headers(), "segue-published-at")).contains("1500");
        assertThat(RecommendationJson.read(record.value(), 1_500)).isEqualTo(recommendation);
    }

    @Test
    void handsADeadLetterOnAsItWasReceivedAndSaysWhyAndFromWhere() {
        byte[] key = {(byte) 0xff, 0};
        byte[] value = {(byte) 0xfe, 1, 2};

        ProducerRecord<byte[], byte[]> record =
                serialize(new DeadLetter(key, value, DeadLetterError.TIMESTAMP_IN_FUTURE, "an hour ahead", ORIGIN));

        assertThat(record.topic()).isEqualTo("segue.dead-letters");
        assertThat(record.key()).isEqualTo(key);
        assertThat(record.value()).isEqualTo(value);
        assertThat(record.timestamp()).as("that of its writing").isNull();
        assertThat(HeaderNames.text(record.headers(), "segue-error")).contains("timestamp-in-future");
        assertThat(HeaderNames.text(record.headers(), "segue-reason")).contains("an hour ahead");
        assertThat(HeaderNames.text(record.headers(), "segue-source-topic")).contains("segue.views");
        assertThat(HeaderNames.text(record.headers(), "segue-source-partition")).contains("3");
        assertThat(HeaderNames.text(record.headers(), "segue-source-offset")).contains("17");
        assertThat(HeaderNames.text(record.headers(), "segue-source-timestamp")).contains("1700000000000");
        assertThat(record.headers().lastHeader("segue-value-bytes")).isNull();
    }

    @Test
    void cutsWhatItsTopicWouldRefuseAndSaysSo() {
        ProducerRecord<byte[], byte[]> record = serialize(
                new DeadLetter(new byte[100_000], new byte[9_000_000], DeadLetterError.TOO_LARGE, "", ORIGIN));

        assertThat(record.value()).hasSize(TopicSizes.DEAD_LETTER_VALUE_BYTES_MAX);
        assertThat(record.key()).hasSize(TopicSizes.DEAD_LETTER_KEY_BYTES_MAX);
        assertThat(HeaderNames.text(record.headers(), "segue-value-bytes")).contains("9000000");
        assertThat(HeaderNames.text(record.headers(), "segue-key-bytes")).contains("100000");
    }

    private static ProducerRecord<byte[], byte[]> serialize(DeadLetter letter) {
        return new DeadLetterRecords("segue.dead-letters").serialize(letter, null, null);
    }
}
