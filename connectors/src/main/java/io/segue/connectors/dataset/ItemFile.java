package io.segue.connectors.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.item.Item;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.json.ItemJson;
import io.segue.state.json.RecordLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A file of items: in each line a record of the items' topic, as JSON in UTF-8, plain or gzip. Of an item that comes
 * twice the later line counts. A line that is no item is reported and passed over; an item whose content cannot be used
 * is reported and has none. A file without any item is refused: it is none of items.
 */
public final class ItemFile {
    private static final String EXAMPLE = "{\"itemId\": \"i1\", \"available\": true}";

    private ItemFile() {}

    /**
     * What the file says of items, available or not.
     *
     * @throws EventLogException when there is no such file, it cannot be read to its end, or no line of it is an item
     */
    public static ItemCatalogue read(Path file, BadLineListener listener) {
        if (!Files.isRegularFile(file)) {
            throw new EventLogException("no such file: " + file, null);
        }
        ItemJson json = new ItemJson(RecordLimits.DEFAULT);
        Map<String, ItemContent> contents = new HashMap<>();
        String name = String.valueOf(file.getFileName());
        long lineNumber = 0;
        try (LineReader lines = new LineReader(PlainOrGzip.open(file), RecordLimits.DEFAULT.recordBytesMax())) {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                lineNumber++;
                if (line.get().isBlank()) {
                    continue;
                }
                byte[] record = line.get().getBytes(UTF_8);
                try {
                    Item item = json.parse(record);
                    contents.put(item.itemId(), item.content());
                    if (item.contentMalformed()) {
                        String fault = "item " + item.itemId() + ": " + json.contentFault(record);
                        listener.onMalformedContent(new BadLine(name, lineNumber, fault));
                    }
                } catch (InvalidRecordException noItem) {
                    listener.onBadLine(new BadLine(name, lineNumber, noItem.reason()));
                }
            }
        } catch (IOException damaged) {
            throw new EventLogException(
                    file + " cannot be read after line " + lineNumber + ": " + damaged.getMessage(), damaged);
        }
        if (contents.isEmpty()) {
            throw new EventLogException(
                    "none of the %,d lines of %s is an item; each must be a record of the items' topic, such as %s"
                            .formatted(lineNumber, file, EXAMPLE),
                    null);
        }
        return new ItemCatalogue(contents);
    }
}
