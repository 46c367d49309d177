package io.segue.state.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseState;
import java.util.Locale;
import java.util.TreeMap;

/** Reads and writes releases ({@code release.schema.json}), of the records of {@link ModelRecordJson} those without a kind. */
public final class ReleaseJson {
    /** A record without one has this. */
    private static final int SCHEMA_VERSION = 1;

    private final RecordLimits limits;

    public ReleaseJson(RecordLimits limits) {
        this.limits = limits;
    }

    public Release parse(byte[] value) throws InvalidRecordException {
        return read(JsonRecord.parse(value, limits.recordBytesMax()));
    }

    static Release read(JsonRecord json) throws InvalidRecordException {
        checkSchema(json);
        return new Release(
                json.id("name"),
                json.id("version"),
                stateOf(json.text("state")),
                json.text("uri"),
                sha256Of(json.text("sha256")),
                json.timestampMs("trainedUntil"),
                json.optionalNumbers("metrics"),
                json.optionalTexts("gate"),
                json.timestampMs("createdAt"),
                LineageJson.read(json),
                json.optionalText("reason"),
                json.optionalText("supersededBy"));
    }

    /**
     * The key of a release's record: topics are compacted by it, so that of every version the newest record stays. Ids
     * have no control characters, so no two versions share one.
     */
    public static byte[] key(Release release) {
        return (release.name() + '\t' + release.version()).getBytes(UTF_8);
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
        LineageJson.write(release.lineage(), json);
        putText(json, "reason", release.reason());
        putText(json, "supersededBy", release.supersededBy());
        try {
            return JsonRecord.MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException treesAlwaysWrite) {
            throw new IllegalStateException(treesAlwaysWrite);
        }
    }

    private static void putText(ObjectNode json, String field, String text) {
        if (!text.isEmpty()) {
            json.put(field, text);
        }
    }

    /** Fields may be added at any time; a record that means something else by one has a higher number. */
    static void checkSchema(JsonRecord json) throws InvalidRecordException {
        double found = json.optionalAmount("schemaVersion");
        if (found > SCHEMA_VERSION) {
            throw new InvalidRecordException(
                    DeadLetterError.INVALID_VALUE,
                    "schemaVersion is %.0f, but this build reads up to %d: update it".formatted(found, SCHEMA_VERSION));
        }
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

    static String sha256Of(String hex) throws InvalidRecordException {
        if (!hex.matches("[0-9a-fA-F]{64}")) {
            throw new InvalidRecordException(DeadLetterError.INVALID_VALUE, "sha256 must have 64 hexadecimal digits");
        }
        return hex.toLowerCase(Locale.ROOT);
    }
}
