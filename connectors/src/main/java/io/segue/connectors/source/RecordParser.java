package io.segue.connectors.source;

import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.deadletter.Origin;
import java.io.Serializable;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Turns one record of one kind of topic into what it means. */
interface RecordParser<T> {
    /** Empty when the record says nothing and is to be passed over. */
    Optional<T> parse(ConsumerRecord<byte[], byte[]> record, Origin origin) throws InvalidRecordException;

    /** Makes a parser on the machine that uses it. */
    interface Factory<T> extends Serializable {
        RecordParser<T> create();
    }
}
