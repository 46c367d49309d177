package io.segue.state.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.release.Delta;
import io.segue.state.release.Experiment;
import io.segue.state.release.ModelRecord;
import io.segue.state.release.Release;
import io.segue.state.release.Withdrawal;

/** Reads and writes the records of {@code segue.models}: their {@code kind} says what else they hold. */
public final class ModelRecordJson {
    private static final String KIND = "kind";
    /** A record without a kind is of this. */
    private static final String RELEASE = "release";

    private static final String DELTA = "delta";
    private static final String WITHDRAWAL = "withdrawal";
    private static final String EXPERIMENT = "experiment";

    private final RecordLimits limits;
    private final ReleaseJson releases;

    public ModelRecordJson(RecordLimits limits) {
        this.limits = limits;
        this.releases = new ReleaseJson(limits);
    }

    public ModelRecord parse(byte[] value) throws InvalidRecordException {
        JsonRecord json = JsonRecord.parse(value, limits.recordBytesMax());
        String kind = json.optional(KIND).isPresent() ? json.text(KIND) : RELEASE;
        return switch (kind) {
            case RELEASE -> ReleaseJson.read(json);
            case DELTA -> delta(json);
            case WITHDRAWAL -> withdrawal(json);
            case EXPERIMENT -> ExperimentJson.read(json);
            default ->
                throw new InvalidRecordException(
                        DeadLetterError.INVALID_VALUE,
                        "kind is '" + JsonRecord.excerpt(kind) + "', but must be one of release, delta, withdrawal,"
                                + " experiment");
        };
    }

    private static Delta delta(JsonRecord json) throws InvalidRecordException {
        ReleaseJson.checkSchema(json);
        int number = json.count("number");
        int from = json.count("from");
        if (number < 1 || from >= number) {
            throw new InvalidRecordException(
                    DeadLetterError.INVALID_VALUE,
                    "number is " + number + " and from " + from + ", but number must be at least 1 and from less");
        }
        return new Delta(
                json.id("name"),
                json.id("version"),
                number,
                from,
                json.text("uri"),
                ReleaseJson.sha256Of(json.text("sha256")),
                json.timestampMs("learnedUntil"),
                json.timestampMs("createdAt"));
    }

    private static Withdrawal withdrawal(JsonRecord json) throws InvalidRecordException {
        ReleaseJson.checkSchema(json);
        return new Withdrawal(
                json.id("name"), json.id("version"), json.timestampMs("createdAt"), json.optionalText("reason"));
    }

    /**
     * The key of a record: topics are compacted by it. The newest record of every version stays, and of its deltas a
     * complete one with all after it; a model has one experiment at a time. Ids have no control characters, so no two versions share a key.
     */
    public static byte[] key(ModelRecord record) {
        if (record instanceof Delta delta) {
            String place = "\tdelta\t" + delta.number() % Delta.COMPLETE_EVERY;
            return (delta.name() + '\t' + delta.version() + place).getBytes(UTF_8);
        }
        if (record instanceof Withdrawal withdrawal) {
            return (withdrawal.name() + '\t' + withdrawal.version() + "\twithdrawal").getBytes(UTF_8);
        }
        if (record instanceof Experiment experiment) {
            // No version is empty, so none has this key.
            return (experiment.name() + "\t\texperiment").getBytes(UTF_8);
        }
        return ReleaseJson.key((Release) record);
    }

    public byte[] write(ModelRecord record) {
        if (record instanceof Release release) {
            return releases.write(release);
        }
        ObjectNode json = JsonRecord.MAPPER.createObjectNode();
        if (record instanceof Delta delta) {
            write(delta, json);
        } else if (record instanceof Withdrawal withdrawal) {
            write(withdrawal, json);
        } else if (record instanceof Experiment experiment) {
            json.put(KIND, EXPERIMENT);
            ExperimentJson.write(experiment, json);
        }
        try {
            return JsonRecord.MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException treesAlwaysWrite) {
            throw new IllegalStateException(treesAlwaysWrite);
        }
    }

    private static void write(Delta delta, ObjectNode json) {
        json.put(KIND, DELTA);
        json.put("name", delta.name());
        json.put("version", delta.version());
        json.put("number", delta.number());
        json.put("from", delta.from());
        json.put("uri", delta.uri());
        json.put("sha256", delta.sha256());
        json.put("learnedUntil", delta.learnedUntilMs());
        json.put("createdAt", delta.createdAtMs());
    }

    private static void write(Withdrawal withdrawal, ObjectNode json) {
        json.put(KIND, WITHDRAWAL);
        json.put("name", withdrawal.name());
        json.put("version", withdrawal.version());
        json.put("createdAt", withdrawal.createdAtMs());
        json.put("reason", withdrawal.reason());
    }
}
