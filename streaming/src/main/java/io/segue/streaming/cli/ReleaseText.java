package io.segue.streaming.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segue.state.json.ModelRecordJson;
import io.segue.state.json.RecordLimits;
import io.segue.state.release.ModelRecord;
import io.segue.state.release.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A release for people, and for programs. */
final class ReleaseText {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

    private ReleaseText() {}

    /** One line a fact; what is not known is left out. */
    static List<String> lines(Release release) {
        List<String> lines = new ArrayList<>();
        add(lines, "model", release.name());
        add(lines, "version", release.version());
        add(lines, "state", release.state().code());
        add(lines, "reason", release.reason());
        add(lines, "superseded by", release.supersededBy());
        add(lines, "bundle", release.uri());
        add(lines, "sha256", release.sha256());
        add(lines, "made", time(release.createdAtMs()));
        add(lines, "trained until", time(release.trainedUntilMs()));
        add(
                lines,
                "data from",
                release.lineage().dataFromMs() < 0 ? "" : time(release.lineage().dataFromMs()));
        add(lines, "sessions", count(release.lineage().sessions()));
        add(lines, "events", count(release.lineage().events()));
        add(lines, "parent", release.lineage().parentVersion());
        add(lines, "git revision", release.lineage().gitRevision());
        new TreeMap<>(release.lineage().options()).forEach((key, value) -> add(lines, "option " + key, value));
        for (Map.Entry<String, Double> metric : new TreeMap<>(release.metrics()).entrySet()) {
            add(lines, metric.getKey(), String.format(Locale.ROOT, "%.6g", metric.getValue()));
        }
        new TreeMap<>(release.gate()).forEach((key, value) -> add(lines, "gate " + key, value));
        return lines;
    }

    static String time(long timestampMs) {
        return TIME.format(Instant.ofEpochMilli(timestampMs));
    }

    static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    /** As it stands in the topic. */
    static JsonNode json(ModelRecord record) {
        try {
            return MAPPER.readTree(new ModelRecordJson(RecordLimits.DEFAULT).write(record));
        } catch (IOException ownTextIsJson) {
            throw new UncheckedIOException(ownTextIsJson);
        }
    }

    private static String count(long count) {
        return count == 0 ? "" : String.format(Locale.ROOT, "%,d", count);
    }

    private static void add(List<String> lines, String name, String value) {
        if (!value.isEmpty()) {
            lines.add(String.format(Locale.ROOT, "%-22s %s", name, value));
        }
    }
}
