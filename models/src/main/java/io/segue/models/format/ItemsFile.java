package io.segue.models.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.segue.models.vocabulary.Vocabulary;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.item.ItemVector;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code items.jsonl}: the items in the order of their rows, one JSON object a line, with the content that the model
 * learned them by. What is unknown is left out.
 *
 * @param catalogue content of items of the vocabulary
 */
public record ItemsFile(Vocabulary vocabulary, ItemCatalogue catalogue) {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    private record Line(
            @Nullable String itemId,
            @Nullable String category,
            @Nullable String brand,
            double price,
            @Nullable String title,
            @Nullable ItemVector vector) {
        static Line of(String itemId, ItemContent content) {
            return new Line(
                    itemId,
                    emptyToNull(content.category()),
                    emptyToNull(content.brand()),
                    content.price(),
                    emptyToNull(content.title()),
                    content.vector().isEmpty() ? null : content.vector());
        }

        private static @Nullable String emptyToNull(String text) {
            return text.isEmpty() ? null : text;
        }

        private static String nullToEmpty(@Nullable String text) {
            return text == null ? "" : text;
        }

        ItemContent content() {
            return new ItemContent(
                    nullToEmpty(category),
                    nullToEmpty(brand),
                    price,
                    nullToEmpty(title),
                    vector == null ? ItemVector.NONE : vector);
        }
    }

    public void write(Path file) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            write(writer);
        }
    }

    /** Writes what would be such a file, as a part of another. */
    public void write(Writer writer) throws IOException {
        for (String itemId : vocabulary.itemIds()) {
            writer.write(MAPPER.writeValueAsString(Line.of(itemId, catalogue.of(itemId))));
            writer.write('\n');
        }
    }

    /** Reads items; the message of the exception names the line that is wrong. */
    public static ItemsFile read(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return read(reader);
        }
    }

    /** Reads what is such a file, as a part of another. */
    public static ItemsFile read(BufferedReader reader) throws IOException {
        List<String> itemIds = new ArrayList<>();
        Map<String, ItemContent> contents = new HashMap<>();
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Line item = parse(line, itemIds.size() + 1);
                String itemId = Line.nullToEmpty(item.itemId());
                itemIds.add(itemId);
                ItemContent content = item.content();
                if (!content.isUnknown()) {
                    contents.put(itemId, content);
                }
            }
            return new ItemsFile(new Vocabulary(itemIds), new ItemCatalogue(contents));
        } catch (IllegalArgumentException invalid) {
            throw new IOException(invalid.getMessage(), invalid);
        }
    }

    private static Line parse(String line, int number) throws IOException {
        try {
            if (line.startsWith("{")) {
                return MAPPER.readValue(line, Line.class);
            }
        } catch (JsonProcessingException invalid) {
            throw new IOException("line " + number + " is not a JSON object of an item", invalid);
        }
        throw new IOException("line " + number + " is not a JSON object of an item");
    }
}
