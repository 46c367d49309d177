package io.segue.state.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseState;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads and writes the records of {@code segue.models} ({@code release.schema.json}). */
public final class ReleaseJson {
    private final RecordLimits limits;

    public ReleaseJson(RecordLimits limits) {
        this.limits = limits;
    }

    public Release parse(byte[] value) throws InvalidRecordException {
        JsonRecord json = JsonRecord.parse(value, limits.recordBytesMax());
        json.checkOptional("gate", JsonNodeType.OBJECT, "an object");
        Map<String, String> gate = new TreeMap<>();
        json.optional("gate")
                .ifPresent(node ->
                        node.properties().forEach(field -> gate.put(field.getKey(), plain(field.getValue()))));
        return new Release(
                json.id("name"),
                json.id("version"),
                stateOf(json.text("state")),
                json.text("uri"),
                sha256Of(json.text("sha256")),
                json.timestampMs("trainedUntil"),
                json.optionalNumbers("metrics"),
                gate,
                json.timestampMs("createdAt"));
    }

    /** Metrics that are not finite have no form in JSON and are left out. */
    public byte[] write(Release release) {
        ObjectNode json = JsonRecord.MAPPER.createObjectNode();
        json.put("name", release.name());
        json.put("version", release.version());
        json.put("state", release.state().code());
        json.put("uri", release.uri());
        json.put("sha256", release.sha256());
        json.put("trainedUntil", release.trainedUntilMs());
        ObjectNode metrics = json.putObject("metrics");
        new TreeMap<>(release.metrics()).forEach((metric, value) -> {
            if (Double.isFinite(value)) {
                metrics.put(metric, value);
            }
        });
        ObjectNode gate = json.putObject("gate");
        new TreeMap<>(release.gate()).forEach(gate::put);
        json.put("createdAt", release.createdAtMs());
        try {
            return JsonRecord.MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException treesAlwaysWrite) {
            throw new IllegalStateException(treesAlwaysWrite);
        }
    }

    private static String plain(JsonNode node) {
        return node.isTextual() ? node.textValue() : node.toString();
    }

    private static ReleaseState stateOf(String code) throws InvalidRecordException {
        for (ReleaseState state : ReleaseState.values()) {
            if (state.code().equals(code)) {
                return state;
            }
        }
        throw new InvalidRecordException(
                DeadLetterError.INVALID_VALUE,
                "state is '" + JsonRecord.excerpt(code)
                        + "', but must be one of candidate, champion, rejected, retired");
    }

    private static String sha256Of(String hex) throws InvalidRecordException {
        if (!hex.matches("[0-9a-fA-F]{64}")) {
            throw new InvalidRecordException(DeadLetterError.INVALID_VALUE, "sha256 must have 64 hexadecimal digits");
        }
        return hex.toLowerCase(Locale.ROOT);
    }
}
