package io.segue.connectors.sink;

import io.segue.connectors.topic.Topics;
import io.segue.state.recommendation.Recommendation;
import java.util.Map;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/** Writes the answers. */
public final class RecommendationSink {
    private RecommendationSink() {}

    public static KafkaSink<Recommendation> create(SinkSettings settings, Topics topics) {
        return KafkaSinks.create(
                settings, "recommendations", new RecommendationRecords(topics.recommendations()), Map.of());
    }
}
