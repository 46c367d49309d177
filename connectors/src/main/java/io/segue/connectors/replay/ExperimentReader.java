package io.segue.connectors.replay;

import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.Topics;
import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.json.ModelRecordJson;
import io.segue.state.json.QualityJson;
import io.segue.state.json.RecordLimits;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.release.Experiment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads what runs, and what came of it, as the topics stand now. Records that cannot be read are passed over. */
public final class ExperimentReader {
    private ExperimentReader() {}

    /** The newest experiment of a model, also where it is over; empty where there never was one. */
    public static Optional<Experiment> experiment(
            KafkaConnection connection, Topics topics, String model, Duration timeout) {
        ModelRecordJson json = new ModelRecordJson(RecordLimits.DEFAULT);
        Optional<Experiment> newest = Optional.empty();
        try (TopicReader reader = new TopicReader(connection, topics.models(), StartAt.EARLIEST)) {
            for (ConsumerRecord<byte[], byte[]> record : reader.readToEnd(timeout)) {
                try {
                    if (record.value() != null
                            && json.parse(record.value()) instanceof Experiment experiment
                            && experiment.name().equals(model)) {
                        newest = Optional.of(experiment);
                    }
                } catch (InvalidRecordException deadLetter) {
                    continue;
                }
            }
        }
        return newest;
    }

    /** The windows that were written from a moment on, in the order of their topic. */
    public static List<QualityWindow> windows(
            KafkaConnection connection, Topics topics, long fromMs, Duration timeout) {
        List<QualityWindow> windows = new ArrayList<>();
        try (TopicReader reader = new TopicReader(connection, topics.metrics(), StartAt.EARLIEST)) {
            for (ConsumerRecord<byte[], byte[]> record : reader.readToEnd(timeout)) {
                try {
                    if (record.value() != null && record.timestamp() >= fromMs) {
                        QualityJson.read(record.value()).ifPresent(windows::add);
                    }
                } catch (InvalidRecordException notOurs) {
                    continue;
                }
            }
        }
        return windows;
    }
}
