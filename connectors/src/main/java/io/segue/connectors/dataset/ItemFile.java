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
 * is reported and has none.
 */
public final class ItemFile {
    private ItemFile() {}

    /**
     * What the file says of items, available or not.
     *
     * @throws EventLogException when there is no such file, or it cannot be read to its end
     */
    public static ItemCatalogue read(Path file, BadLineListener listener) {
        if (!Files.isRegularFile(file)) {
            throw new EventLogException("no such file: " + file, null);
        }
        ItemJson json = new ItemJson(RecordLimits.DEFAULT);
        Map<String, ItemContent> contents = new HashMap<>();
        long lineNumber = 0;
        try (LineReader lines = new LineReader(PlainOrGzip.open(file), RecordLimits.DEFAULT.recordBytesMax())) {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                lineNumber++;
                if (line.get().isBlank()) {
                    continue;
                }
                try {
                    Item item = json.parse(line.get().getBytes(UTF_8));
                    contents.put(item.itemId(), item.content());
                    if (item.contentMalformed()) {
                        listener.onMalformedContent(new BadLine(
                                lineNumber,
                                "the content of item " + item.itemId() + " is not as the schema of items says"));
                    }
                } catch (InvalidRecordException noItem) {
                    listener.onBadLine(new BadLine(lineNumber, noItem.reason()));
                }
            }
        } catch (IOException damaged) {
            throw new EventLogException(
                    file + " cannot be read after line " + lineNumber + ": " + damaged.getMessage(), damaged);
        }
        return new ItemCatalogue(contents);
    }
}
