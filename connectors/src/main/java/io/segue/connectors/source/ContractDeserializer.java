package io.segue.connectors.source;

import io.segue.state.deadletter.DeadLetter;
import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.deadletter.Origin;
import io.segue.state.serialization.SegueTypes;
import java.util.Optional;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.RecordBatch;

/**
 * Turns every record into a valid object (right) or a dead letter (left).
 *
 * <p>It never throws: an exception here fails the task, which restarts, reads the same record and fails again, for ever.
 * For the same reason a defect of a parser makes a dead letter too, so that it costs one record and not the pipeline.
 *
 * <p>Runs on the source reader's task thread; {@link #open} is called once before the first record.
 */
final class ContractDeserializer<T> implements KafkaRecordDeserializationSchema<Either<DeadLetter, T>> {
    private static final long serialVersionUID = 1L;
    private static final byte[] NONE = {};

    private final RecordParser.Factory<T> parserFactory;
    private final TypeInformation<T> type;
    private final Clock clock;

    private transient RecordParser<T> parser;

    ContractDeserializer(RecordParser.Factory<T> parserFactory, TypeInformation<T> type, Clock clock) {
        this.parserFactory = parserFactory;
        this.type = type;
        this.clock = clock;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        parser = parserFactory.create();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Either<DeadLetter, T>> out) {
        Optional<Either<DeadLetter, T>> parsed = parse(record);
        // Outside of the try of parse: this runs the chained operators, whose exceptions must fail the task.
        if (parsed.isPresent()) {
            out.collect(parsed.get());
        }
    }

    private Optional<Either<DeadLetter, T>> parse(ConsumerRecord<byte[], byte[]> record) {
        Origin origin = originOf(record);
        try {
            return parser.parse(record, origin).map(Either::Right);
        } catch (InvalidRecordException invalid) {
            return Optional.of(Either.Left(deadLetter(record, invalid.error(), invalid.reason(), origin)));
        } catch (RuntimeException defect) {
            String reason = "the record cannot be read: " + defect;
            return Optional.of(Either.Left(deadLetter(record, DeadLetterError.INVALID_VALUE, reason, origin)));
        }
    }

    /** A record from before timestamps (Kafka 0.10) counts as published now. */
    private Origin originOf(ConsumerRecord<byte[], byte[]> record) {
        long publishedAtMs = record.timestamp() == RecordBatch.NO_TIMESTAMP ? clock.nowMs() : record.timestamp();
        return new Origin(record.topic(), record.partition(), record.offset(), publishedAtMs);
    }

    private static DeadLetter deadLetter(
            ConsumerRecord<byte[], byte[]> record, DeadLetterError error, String reason, Origin origin) {
        byte[] key = record.key() == null ? NONE : record.key();
        byte[] value = record.value() == null ? NONE : record.value();
        return new DeadLetter(key, value, error, reason, origin);
    }

    @Override
    public TypeInformation<Either<DeadLetter, T>> getProducedType() {
        return new EitherTypeInfo<>(SegueTypes.DEAD_LETTER, type);
    }
}
