package io.segue.models.tuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.segue.models.baseline.StanSettings;
import io.segue.models.gru.GruSettings;
import io.segue.state.settings.InvalidOptionException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Settings as JSON, by the names of their record. Keys that are left out are those of the defaults; others than the
 * record's are refused.
 *
 * @param name under which a file has them, and with which errors begin
 */
public record SettingsForm<S>(String name, Class<S> type) {
    public static final SettingsForm<GruSettings> GRU = new SettingsForm<>("gru", GruSettings.class);
    public static final SettingsForm<StanSettings> STAN = new SettingsForm<>("stan", StanSettings.class);

    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    /** All keys. */
    public ObjectNode write(S settings) {
        return JSON.valueToTree(settings);
    }

    /**
     * Reads settings.
     *
     * @throws InvalidOptionException if a key is unknown or its value cannot be; names key, value and what is expected
     */
    public S read(JsonNode json, S defaults) {
        ObjectNode merged = write(defaults);
        requireKind(json, merged, name);
        merge(json, merged, name);
        try {
            return JSON.treeToValue(merged, type);
        } catch (JsonProcessingException wrong) {
            throw refusal(wrong, merged);
        }
    }

    private static void merge(JsonNode given, ObjectNode target, String path) {
        for (Iterator<Map.Entry<String, JsonNode>> fields = given.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            String key = path + "." + field.getKey();
            JsonNode before = target.get(field.getKey());
            if (before == null) {
                throw unknown(key, field.getValue(), target);
            }
            requireKind(field.getValue(), before, key);
            if (before instanceof ObjectNode inner) {
                merge(field.getValue(), inner, key);
            } else {
                target.set(field.getKey(), field.getValue());
            }
        }
    }

    /** A key that nobody reads is most often a typing error. */
    static InvalidOptionException unknown(String key, JsonNode value, ObjectNode known) {
        Iterable<String> names = known::fieldNames;
        return new InvalidOptionException(
                key, value.toString(), "left out: there is no such key, but " + String.join(", ", names));
    }

    private static void requireKind(JsonNode given, JsonNode before, String key) {
        String expected = null;
        if (before.isObject() && !given.isObject()) {
            expected = "an object";
        } else if (before.isArray() && !given.isArray()) {
            expected = "an array";
        } else if (before.isTextual() && !given.isTextual()) {
            expected = "a string, as " + before;
        } else if (before.isBoolean() && !given.isBoolean()) {
            expected = "true or false";
        } else if (before.isIntegralNumber() && !given.isIntegralNumber()) {
            expected = "a whole number";
        } else if (before.isNumber() && !given.isNumber()) {
            expected = "a number";
        }
        if (expected != null) {
            throw new InvalidOptionException(key, given.toString(), expected);
        }
    }

    private InvalidOptionException refusal(JsonProcessingException wrong, JsonNode merged) {
        for (Throwable cause = wrong; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidOptionException option) {
                return option;
            }
        }
        StringBuilder key = new StringBuilder(name);
        JsonNode value = merged;
        if (wrong instanceof JsonMappingException at) {
            for (JsonMappingException.Reference step : at.getPath()) {
                boolean field = step.getFieldName() != null;
                key.append('.').append(field ? step.getFieldName() : String.valueOf(step.getIndex()));
                value = field ? value.path(step.getFieldName()) : value.path(step.getIndex());
            }
        }
        return new InvalidOptionException(key.toString(), value.toString(), expected(wrong));
    }

    private static String expected(JsonProcessingException wrong) {
        if (!(wrong instanceof InvalidFormatException format)) {
            return "in the range of its type";
        }
        Object[] constants = format.getTargetType().getEnumConstants();
        return constants == null
                ? "a " + format.getTargetType().getSimpleName() + " such as PT12H"
                : Arrays.stream(constants).map(String::valueOf).collect(Collectors.joining(", ", "one of ", ""));
    }
}
