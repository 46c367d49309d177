package io.segue.connectors.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.connectors.topic.Topics;
import io.segue.state.deadletter.Origin;
import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.json.InteractionJson;
import io.segue.state.json.RecordLimits;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class EventPublisherTest {
    private static final Interaction PURCHASE =
            new Interaction("e1", "ann \"the\" \u00e4", "boots", InteractionType.PURCHASE, 1_700_000_000_000L, "s1", 5);

    @Test
    void writesWhatTheContractReadsToTheTopicOfTheType() throws Exception {
        MockProducer<byte[], byte[]> kafka = kafka(true);
        try (EventPublisher publisher = new EventPublisher(kafka, Topics.DEFAULT)) {
            publisher.publish(PURCHASE);
        }

        ProducerRecord<byte[], byte[]> record = kafka.history().get(0);
        assertThat(record.topic()).isEqualTo("segue.purchases");
        assertThat(record.key()).asString(UTF_8).isEqualTo(PURCHASE.userId());
        assertThat(record.timestamp()).as("that of its writing").isNull();
        assertThat(new InteractionJson(RecordLimits.DEFAULT)
                        .parse(
                                record.value(),
                                InteractionType.PURCHASE,
                                new Origin("segue.purchases", 0, 0, 5),
                                PURCHASE.timestampMs()))
                .isEqualTo(PURCHASE);
    }

    @Test
    void throwsWhatWentWrongMeanwhileAtTheNextCall() {
        MockProducer<byte[], byte[]> kafka = kafka(false);
        EventPublisher publisher = new EventPublisher(kafka, Topics.DEFAULT);
        publisher.publish(PURCHASE);
        kafka.errorNext(new RecordTooLargeException("too large"));

        assertThatThrownBy(() -> publisher.publish(PURCHASE))
                .isInstanceOf(PublishException.class)
                .hasMessage("cannot publish to topic 'segue.purchases': too large");
    }

    private static MockProducer<byte[], byte[]> kafka(boolean completes) {
        return new MockProducer<>(completes, null, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
