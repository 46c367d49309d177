package io.segue.state.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.InvalidRecordException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A JSON object being read by contract: each accessor returns a value of the right type or says what is wrong. */
final class JsonRecord {
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int EXCERPT_CHARS = 80;

    private final JsonNode object;

    private JsonRecord(JsonNode object) {
        this.object = object;
    }

    static JsonRecord parse(byte[] bytes, int bytesMax) throws InvalidRecordException {
        if (bytes.length > bytesMax) {
            throw new InvalidRecordException(
                    DeadLetterError.TOO_LARGE,
                    "the record has " + bytes.length + " bytes, but may have at most " + bytesMax);
        }
        JsonNode node;
        try {
            node = MAPPER.readTree(bytes);
        } catch (JsonProcessingException notJson) {
            throw new InvalidRecordException(
                    DeadLetterError.NOT_JSON, "the record is not JSON" + JsonFault.of(notJson));
        } catch (IOException notText) {
            throw new InvalidRecordException(
                    DeadLetterError.NOT_JSON,
                    "the record is not UTF-8: " + excerpt(String.valueOf(notText.getMessage())));
        }
        if (!node.isObject()) {
            throw new InvalidRecordException(
                    DeadLetterError.NOT_JSON, "the record is not a JSON object but " + nameOf(node));
        }
        return new JsonRecord(node);
    }

    /** A mandatory id: a non-empty string without control characters. */
    String id(String field) throws InvalidRecordException {
        return checkedId(field, required(field));
    }

    Optional<String> optionalId(String field) throws InvalidRecordException {
        Optional<JsonNode> node = optional(field);
        return node.isPresent() ? Optional.of(checkedId(field, node.get())) : Optional.empty();
    }

    String text(String field) throws InvalidRecordException {
        JsonNode node = required(field);
        expect(node.isTextual(), field, "a string", node);
        return node.textValue();
    }

    /** Empty where it is absent. */
    String optionalText(String field) throws InvalidRecordException {
        checkOptional(field, JsonNodeType.STRING, "a string");
        return object.path(field).asText("");
    }

    /** Empty where it is absent. */
    String optionalText(String field, int charsMax) throws InvalidRecordException {
        String text = optionalText(field);
        if (text.length() > charsMax) {
            throw new InvalidRecordException(
                    DeadLetterError.INVALID_VALUE,
                    field + " has " + text.length() + " characters, but may have at most " + charsMax);
        }
        return text;
    }

    /** A finite number that is not negative; 0 where it is absent. */
    double optionalAmount(String field) throws InvalidRecordException {
        checkOptional(field, JsonNodeType.NUMBER, "a number");
        double amount = object.path(field).asDouble(0);
        if (!Double.isFinite(amount) || amount < 0) {
            throw new InvalidRecordException(
                    DeadLetterError.INVALID_VALUE, field + " is " + amount + ", but must be finite and not negative");
        }
        return amount;
    }

    /** A mandatory finite number. */
    double number(String field) throws InvalidRecordException {
        JsonNode node = required(field);
        expect(node.isNumber(), field, "a number", node);
        if (!Double.isFinite(node.doubleValue())) {
            throw new InvalidRecordException(
                    DeadLetterError.INVALID_VALUE, field + " is beyond the range of a 64-bit floating point number");
        }
        return node.doubleValue();
    }

    boolean optionalBool(String field) throws InvalidRecordException {
        checkOptional(field, JsonNodeType.BOOLEAN, "true or false");
        return object.path(field).asBoolean(false);
    }

    boolean bool(String field) throws InvalidRecordException {
        JsonNode node = required(field);
        expect(node.isBoolean(), field, "true or false", node);
        return node.booleanValue();
    }

    /** A mandatory whole number that is not negative and fits into an int. */
    int count(String field) throws InvalidRecordException {
        JsonNode node = required(field);
        expect(node.isIntegralNumber() && node.canConvertToInt(), field, "a whole number", node);
        if (node.intValue() < 0) {
            throw new InvalidRecordException(
                    DeadLetterError.INVALID_VALUE, field + " is " + node.intValue() + ", but must not be negative");
        }
        return node.intValue();
    }

    /** Epoch milliseconds, or ISO-8601 with an offset. */
    long timestampMs(String field) throws InvalidRecordException {
        JsonNode node = required(field);
        if (node.isTextual()) {
            try {
                return OffsetDateTime.parse(node.textValue()).toInstant().toEpochMilli();
            } catch (DateTimeException | ArithmeticException notIso) {
                throw new InvalidRecordException(
                        DeadLetterError.INVALID_VALUE,
                        field + " is '" + excerpt(node.textValue())
                                + "', but must be epoch milliseconds or ISO-8601 with an offset, as 2026-11-22T10:15:30Z");
            }
        }
        expect(node.isIntegralNumber() && node.canConvertToLong(), field, "epoch milliseconds or ISO-8601", node);
        return node.longValue();
    }

    void checkOptional(String field, JsonNodeType type, String expected) throws InvalidRecordException {
        Optional<JsonNode> node = optional(field);
        if (node.isPresent()) {
            expect(node.get().getNodeType() == type, field, expected, node.get());
        }
    }

    /** Finite numbers of single precision, as many as there may be at most; none where the field is absent. */
    float[] optionalFloats(String field, int countMax) throws InvalidRecordException {
        checkOptional(field, JsonNodeType.ARRAY, "an array of numbers");
        JsonNode array = object.path(field);
        if (array.size() > countMax) {
            throw new InvalidRecordException(
                    DeadLetterError.INVALID_VALUE,
                    field + " has " + array.size() + " numbers, but may have at most " + countMax);
        }
        float[] numbers = new float[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            JsonNode element = array.get(i);
            expect(element.isNumber(), field, "an array of numbers", element);
            numbers[i] = element.floatValue();
            if (!Float.isFinite(numbers[i])) {
                throw new InvalidRecordException(
                        DeadLetterError.INVALID_VALUE,
                        field + "[" + i + "] is beyond the range of a 32-bit floating point number");
            }
        }
        return numbers;
    }

    /** Finite numbers by name; those that are null are absent. */
    Map<String, Double> optionalNumbers(String field) throws InvalidRecordException {
        checkOptional(field, JsonNodeType.OBJECT, "an object of numbers");
        Map<String, Double> numbers = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : object.path(field).properties()) {
            JsonNode node = entry.getValue();
            if (node.isNull()) {
                continue;
            }
            String path = field + "." + excerpt(entry.getKey());
            expect(node.isNumber(), path, "a number", node);
            if (!Double.isFinite(node.doubleValue())) {
                throw new InvalidRecordException(
                        DeadLetterError.INVALID_VALUE, path + " is beyond the range of a 64-bit floating point number");
            }
            numbers.put(entry.getKey(), node.doubleValue());
        }
        return numbers;
    }

    /** Values by name: a string as it is, anything else as its JSON text. */
    Map<String, String> optionalTexts(String field) throws InvalidRecordException {
        checkOptional(field, JsonNodeType.OBJECT, "an object");
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : object.path(field).properties()) {
            JsonNode node = entry.getValue();
            texts.put(entry.getKey(), node.isTextual() ? node.textValue() : node.toString());
        }
        return texts;
    }

    /** A mandatory object within this one. */
    JsonRecord object(String field) throws InvalidRecordException {
        JsonNode node = required(field);
        expect(node.isObject(), field, "an object", node);
        return new JsonRecord(node);
    }

    /** An object within this one; empty where it is absent. */
    Optional<JsonRecord> optionalObject(String field) throws InvalidRecordException {
        checkOptional(field, JsonNodeType.OBJECT, "an object");
        return optional(field).map(JsonRecord::new);
    }

    /** Objects within this one, as many as there may be at most; none where the field is absent. */
    List<JsonRecord> optionalObjects(String field, int countMax) throws InvalidRecordException {
        checkOptional(field, JsonNodeType.ARRAY, "an array of objects");
        JsonNode array = object.path(field);
        if (array.size() > countMax) {
            throw new InvalidRecordException(
                    DeadLetterError.INVALID_VALUE,
                    field + " has " + array.size() + " elements, but may have at most " + countMax);
        }
        List<JsonRecord> objects = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            expect(element.isObject(), field, "an array of objects", element);
            objects.add(new JsonRecord(element));
        }
        return objects;
    }

    Optional<JsonNode> optional(String field) {
        return Optional.ofNullable(object.get(field)).filter(node -> !node.isNull());
    }

    private JsonNode required(String field) throws InvalidRecordException {
        Optional<JsonNode> node = optional(field);
        if (node.isEmpty()) {
            throw new InvalidRecordException(DeadLetterError.MISSING_FIELD, field + " is missing");
        }
        return node.get();
    }

    private static String checkedId(String field, JsonNode node) throws InvalidRecordException {
        expect(node.isTextual(), field, "a string", node);
        return checkedId(field, node.textValue());
    }

    /** The rules of every id, wherever it stands; {@code field} names it in the reason. */
    static String checkedId(String field, String id) throws InvalidRecordException {
        if (id.isBlank() || id.length() > RecordLimits.ID_CHARS_MAX) {
            int chars = id.isBlank() ? 0 : id.length();
            throw new InvalidRecordException(
                    DeadLetterError.INVALID_VALUE,
                    field + " has " + chars + " characters, but must have 1 to " + RecordLimits.ID_CHARS_MAX);
        }
        for (int i = 0; i < id.length(); i++) {
            if (Character.isISOControl(id.charAt(i))) {
                throw new InvalidRecordException(
                        DeadLetterError.CONTROL_CHARACTER,
                        "%s has the control character U+%04X at position %d".formatted(field, (int) id.charAt(i), i));
            }
        }
        return id;
    }

    private static void expect(boolean holds, String field, String expected, JsonNode node)
            throws InvalidRecordException {
        if (!holds) {
            throw new InvalidRecordException(
                    DeadLetterError.WRONG_TYPE,
                    field + " is " + nameOf(node) + " (" + excerpt(node.toString()) + "), but must be " + expected);
        }
    }

    private static String nameOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case NULL -> "null";
            default -> "empty";
        };
    }

    /** At most so many characters of a text, without control characters: a reason must not grow with its record. */
    static String excerpt(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= EXCERPT_CHARS ? plain : plain.substring(0, EXCERPT_CHARS) + "...";
    }
}
