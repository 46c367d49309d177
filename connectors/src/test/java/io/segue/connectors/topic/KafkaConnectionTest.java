package io.segue.connectors.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaConnectionTest {
    private static final KafkaConnection CONNECTION =
            KafkaConnection.to("127.0.0.1:9092").with("sasl.jaas.config", "password=secret");

    @Test
    void letsTheUsersPropertiesWinOverOurs() {
        assertThat(CONNECTION.with("linger.ms", "3").toMap(Map.of("linger.ms", "0", "acks", "all")))
                .containsEntry("linger.ms", "3")
                .containsEntry("acks", "all")
                .containsEntry("bootstrap.servers", "127.0.0.1:9092");
    }

    @Test
    void keepsSecretsOutOfItsText() {
        assertThat(CONNECTION).hasToString("KafkaConnection[127.0.0.1:9092]");
    }
}
