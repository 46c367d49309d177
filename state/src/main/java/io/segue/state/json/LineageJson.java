package io.segue.state.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.release.Lineage;
import java.util.Optional;
import java.util.TreeMap;

/** Reads and writes where a release comes from. What is not known is left out. */
final class LineageJson {
    private static final String FIELD = "lineage";

    private LineageJson() {}

    static Lineage read(JsonRecord release) throws InvalidRecordException {
        Optional<JsonRecord> json = release.optionalObject(FIELD);
        if (json.isEmpty()) {
            return Lineage.UNKNOWN;
        }
        try {
            return of(json.get());
        } catch (InvalidRecordException fault) {
            throw new InvalidRecordException(fault.error(), FIELD + "." + fault.reason());
        }
    }

    private static Lineage of(JsonRecord json) throws InvalidRecordException {
        return new Lineage(
                json.optional("dataFrom").isPresent() ? json.timestampMs("dataFrom") : Lineage.UNKNOWN.dataFromMs(),
                (long) json.optionalAmount("sessions"),
                (long) json.optionalAmount("events"),
                json.optionalText("parentVersion"),
                json.optionalText("gitRevision"),
                json.optionalTexts("options"));
    }

    static void write(Lineage lineage, ObjectNode release) {
        if (lineage.equals(Lineage.UNKNOWN)) {
            return;
        }
        ObjectNode json = release.putObject(FIELD);
        if (lineage.dataFromMs() >= 0) {
            json.put("dataFrom", lineage.dataFromMs());
        }
        json.put("sessions", lineage.sessions());
        json.put("events", lineage.events());
        if (!lineage.parentVersion().isEmpty()) {
            json.put("parentVersion", lineage.parentVersion());
        }
        if (!lineage.gitRevision().isEmpty()) {
            json.put("gitRevision", lineage.gitRevision());
        }
        ObjectNode options = json.putObject("options");
        new TreeMap<>(lineage.options()).forEach(options::put);
    }
}
