package io.segue.models.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code content.jsonl}: the values of content in the order of their rows, one JSON string a line. */
public final class ContentFile {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ContentFile() {}

    public static void write(Path file, List<String> values) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (String value : values) {
                writer.write(MAPPER.writeValueAsString(value));
                writer.write('\n');
            }
        }
    }

    /** Reads values; the message of the exception names the line that is wrong. */
    public static List<String> read(Path file) throws IOException {
        List<String> values = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                values.add(parse(line, values.size() + 1));
            }
        }
        return values;
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
