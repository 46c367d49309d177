package io.segue.connectors.replay;

import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.Topics;
import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.item.Item;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.json.ItemJson;
import io.segue.state.json.RecordLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the content of items as their topic has it now. Records that are not valid are those of the jobs to name. */
public final class ItemReader {
    private ItemReader() {}

    /**
     * Reads it from the beginning up to what is the end now.
     *
     * @throws org.apache.kafka.common.errors.TimeoutException if that takes longer
     */
    public static ItemCatalogue read(KafkaConnection connection, Topics topics, RecordLimits limits, Duration timeout) {
        ItemJson json = new ItemJson(limits);
        Map<String, ItemContent> contents = new HashMap<>();
        try (TopicReader reader = new TopicReader(connection, topics.items(), StartAt.EARLIEST)) {
            for (ConsumerRecord<byte[], byte[]> record : reader.readToEnd(timeout)) {
                try {
                    if (record.value() != null) {
                        Item item = json.parse(record.value());
                        contents.put(item.itemId(), item.content());
                    }
                } catch (InvalidRecordException ofTheJobs) {
                    continue;
                }
            }
        }
        return new ItemCatalogue(contents);
    }
}
