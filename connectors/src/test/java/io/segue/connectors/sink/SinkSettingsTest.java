package io.segue.connectors.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.connectors.topic.Topics;
import java.time.Duration;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class SinkSettingsTest {
    @Test
    void wantsAPrefixForExactDelivery() {
        assertThatThrownBy(() -> SinkSettings.exact("127.0.0.1:9092", " ", Duration.ofMinutes(5)))
                .hasMessage("segue.kafka.transactional.id.prefix is ' ', but must be non-empty for exact delivery");
    }

    @Test
    void makesSinksThatTravelToTheMachinesThatWrite() throws Exception {
        SinkSettings fast = SinkSettings.fast("127.0.0.1:9092").withCompression(Compression.LZ4);
        SinkSettings exact = SinkSettings.exact("127.0.0.1:9092", "shop", Duration.ofMinutes(5));

        assertThat(InstantiationUtil.clone(RecommendationSink.create(fast, Topics.DEFAULT)))
                .isNotNull();
        assertThat(InstantiationUtil.clone(RecommendationSink.create(exact, Topics.DEFAULT)))
                .isNotNull();
        assertThat(InstantiationUtil.clone(DeadLetterSink.create(exact, Topics.DEFAULT)))
                .isNotNull();
    }
}
