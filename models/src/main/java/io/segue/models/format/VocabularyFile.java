package io.segue.models.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.segue.models.vocabulary.Vocabulary;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code items.jsonl}: the item ids in the order of their rows, one JSON string a line. */
public final class VocabularyFile {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private VocabularyFile() {}

    public static void write(Path file, Vocabulary vocabulary) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (String itemId : vocabulary.itemIds()) {
                writer.write(MAPPER.writeValueAsString(itemId));
                writer.write('\n');
            }
        }
    }

    /** Reads a vocabulary; the message of the exception names the line that is wrong. */
    public static Vocabulary read(Path file) throws IOException {
        List<String> itemIds = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                itemIds.add(parse(line, itemIds.size() + 1));
            }
        }
        try {
            return new Vocabulary(itemIds);
        } catch (IllegalArgumentException invalid) {
            throw new IOException(invalid.getMessage(), invalid);
        }
    }

    private static String parse(String line, int number) throws IOException {
        try {
            if (line.startsWith("\"")) {
                return MAPPER.readValue(line, String.class);
            }
        } catch (JsonProcessingException invalid) {
            throw new IOException("line " + number + " is not a JSON string", invalid);
        }
        throw new IOException("line " + number + " is not a JSON string");
    }
}
