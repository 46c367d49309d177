package io.segue.state.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The JSON Schemas of the contracts, and the page about them: {@code deploy/docs/event-schema.md}. */
final class SchemaDocs {
    static final List<String> RECORDS = List.of(
            "event",
            "item",
            "recommendation",
            "dead-letter",
            "release",
            "delta",
            "withdrawal",
            "experiment",
            "quality");

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path PAGE = Path.of("..", "deploy", "docs", "event-schema.md");
    private static final Pattern EXAMPLE = Pattern.compile(
            "<!-- example: (\\S+) (valid|invalid)(?: (\\S+))? -->\\R```json\\R(.*?)\\R```", Pattern.DOTALL);

    /**
     * An example of the page.
     *
     * @param error the code of the dead letter that it becomes, empty for a valid one
     */
    record Example(String record, String error, String json, int line) {
        boolean valid() {
            return error.isEmpty();
        }

        @Override
        public String toString() {
            return "%s in line %s, %s".formatted(record, line, valid() ? "valid" : error);
        }
    }

    private SchemaDocs() {}

    static String page() throws IOException {
        return Files.readString(PAGE);
    }

    static List<Example> examples() throws IOException {
        String page = page();
        List<Example> examples = new ArrayList<>();
        for (MatchResult match : EXAMPLE.matcher(page).results().toList()) {
            String error = match.group(3) == null ? "" : match.group(3);
            if (match.group(2).equals("valid") != error.isEmpty()) {
                throw new IllegalStateException(
                        "an invalid example names its error, a valid one none: " + match.group());
            }
            int line = (int) page.substring(0, match.start()).lines().count() + 1;
            examples.add(new Example(match.group(1), error, match.group(4), line));
        }
        return examples;
    }

    static JsonNode schema(String record) throws IOException {
        String resource = "/io/segue/state/schema/" + record + ".schema.json";
        try (InputStream in = SchemaDocs.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(resource + " is missing");
            }
            return MAPPER.readTree(in);
        }
    }

    /** What the schema has against a record; empty when it is valid. */
    static Set<String> faults(String record, String json) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema(record));
        return schema.validate(MAPPER.readTree(json)).stream()
                .map(ValidationMessage::getMessage)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The fields of a schema by path, as {@code items[].itemId}, and whether they are mandatory. */
    static Map<String, Boolean> fieldsOfSchema(String record) throws IOException {
        Map<String, Boolean> fields = new TreeMap<>();
        collect("", schema(record), fields);
        return fields;
    }

    private static void collect(String prefix, JsonNode schema, Map<String, Boolean> fields) {
        Set<String> required = new TreeSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        for (var property : schema.path("properties").properties()) {
            String path = prefix + property.getKey();
            fields.put(path, required.contains(property.getKey()));
            collect(path + ".", property.getValue(), fields);
            collect(path + "[].", property.getValue().path("items"), fields);
        }
    }

    /** The fields in the page's table of this record, and whether it says that they are mandatory. */
    static Map<String, Boolean> fieldsOfPage(String record) throws IOException {
        Map<String, Boolean> fields = new TreeMap<>();
        String table =
                page().split("<!-- fields: " + record + " -->", -1)[1].strip().split("\\R\\R", -1)[0];
        for (String row : table.lines().skip(2).toList()) {
            String[] cells = row.split("\\|", -1);
            fields.put(cells[1].strip().replace("`", ""), cells[3].strip().equals("yes"));
        }
        return fields;
    }
}
