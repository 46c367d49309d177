package io.segue.connectors.replay;

import io.segue.connectors.sink.HeaderNames;
import io.segue.connectors.source.Clock;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.Topics;
import io.segue.state.json.RecommendationJson;
import io.segue.state.recommendation.Recommendation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the answers from outside, as a shop would. Set {@code isolation.level} to {@code read_committed} on the
 * connection to see those of exact delivery only once. One thread at a time.
 */
public final class RecommendationReader implements AutoCloseable {
    private final TopicReader reader;
    private final Clock clock;

    /** Returns when the start is fixed: what is answered afterwards will be read. */
    public RecommendationReader(KafkaConnection connection, Topics topics, StartAt startAt, Clock clock) {
        this.reader = new TopicReader(connection, topics.recommendations(), startAt);
        this.clock = clock;
    }

    /**
     * Waits until there is something or {@code timeout} is over.
     *
     * @return in the order of each partition
     * @throws IllegalStateException when a record is not a recommendation
     */
    public List<ReceivedRecommendation> poll(Duration timeout) {
        List<ReceivedRecommendation> received = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(timeout)) {
            received.add(new ReceivedRecommendation(read(record), clock.nowMs(), record.partition(), record.offset()));
        }
        return received;
    }

    private static Recommendation read(ConsumerRecord<byte[], byte[]> record) {
        String place = record.topic() + "-" + record.partition() + " at " + record.offset();
        long publishedAtMs = HeaderNames.number(record.headers(), HeaderNames.PUBLISHED_AT)
                .orElseThrow(() -> new IllegalStateException(
                        place + " is not a recommendation: it has no header " + HeaderNames.PUBLISHED_AT));
        try {
            return RecommendationJson.read(record.value(), publishedAtMs);
        } catch (IOException | IllegalArgumentException notOurs) {
            throw new IllegalStateException(place + " is not a recommendation: " + notOurs.getMessage(), notOurs);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
