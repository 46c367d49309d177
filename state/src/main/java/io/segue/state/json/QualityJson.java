package io.segue.state.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.prequential.ListSums;
import io.segue.state.prequential.QualitySlice;
import io.segue.state.prequential.QualitySums;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.recommendation.ModelVersion;
import java.util.Optional;

/** Writes and reads the records of {@code segue.metrics} ({@code quality.schema.json}). */
public final class QualityJson {
    /** The metric that they are, also their key. */
    public static final String METRIC = "prequential";

    /** Whom lists that were shown are compared with. */
    public static final String CONTROL = "popularity";

    /** Whom lists that were made beside them are compared with. */
    public static final String SHOWN = "shown";

    private QualityJson() {}

    public static byte[] write(QualityWindow window) {
        QualitySlice slice = window.slice();
        ObjectNode json = JsonRecord.MAPPER.createObjectNode();
        json.put("metric", METRIC);
        json.put("windowStart", window.startMs());
        json.put("windowEnd", window.endMs());
        json.putObject("model")
                .put("version", slice.model().version())
                .put("variant", slice.model().variant());
        json.putObject("slice").put("by", slice.by()).put("value", slice.value());
        if (slice.shadow()) {
            json.put("shadow", true);
        }
        QualitySums sums = window.sums();
        writeFigures(sums.served(), json);
        if (!slice.isOfHits()) {
            json.put("squaredReciprocalRank", share(sums.squaredReciprocalRanks(), sums.served()));
        }
        if (sums.control().tests() > 0) {
            ObjectNode control = json.putObject("control").put("name", slice.shadow() ? SHOWN : CONTROL);
            writeFigures(sums.control(), control);
            control.put("servedRecallAt20", sums.paired().recallAt20());
            control.put("servedMrrAt20", sums.paired().mrrAt20());
            control.put("squaredDifference", share(sums.squaredDifferences(), sums.control()));
            control.put("disagreementAt20", share(sums.disagreements(), sums.control()));
        }
        return bytes(json);
    }

    /**
     * The sums that a record's figures are of. Of the served lists in the control's tests it has no more than is read.
     *
     * @return empty for a record of another metric
     */
    public static Optional<QualityWindow> read(byte[] value) throws InvalidRecordException {
        JsonRecord json = JsonRecord.parse(value, RecordLimits.DEFAULT.recordBytesMax());
        if (!json.text("metric").equals(METRIC)) {
            return Optional.empty();
        }
        JsonRecord model = json.object("model");
        JsonRecord part = json.object("slice");
        QualitySlice slice = new QualitySlice(
                new ModelVersion(model.text("version"), model.text("variant")),
                part.text("by"),
                part.text("value"),
                json.optionalBool("shadow"));
        ListSums served = readFigures(json);
        double squares = json.optionalAmount("squaredReciprocalRank") * served.tests();
        Optional<JsonRecord> control = json.optionalObject("control");
        return Optional.of(new QualityWindow(
                json.timestampMs("windowStart"),
                json.timestampMs("windowEnd"),
                slice,
                control.isPresent()
                        ? withControl(served, squares, control.get())
                        : new QualitySums(served, ListSums.NONE, ListSums.NONE, 0, 0, squares)));
    }

    private static QualitySums withControl(ListSums served, double squares, JsonRecord json)
            throws InvalidRecordException {
        ListSums control = readFigures(json);
        long tests = control.tests();
        ListSums paired = new ListSums(
                tests, 0, 0, Math.round(json.number("servedRecallAt20") * tests), json.number("servedMrrAt20") * tests);
        return new QualitySums(
                served,
                paired,
                control,
                json.optionalAmount("squaredDifference") * tests,
                Math.round(json.optionalAmount("disagreementAt20") * tests),
                squares);
    }

    private static ListSums readFigures(JsonRecord json) throws InvalidRecordException {
        int tests = json.count("tests");
        return new ListSums(
                tests,
                Math.round(json.number("recallAt1") * tests),
                Math.round(json.number("recallAt5") * tests),
                Math.round(json.number("recallAt20") * tests),
                json.number("mrrAt20") * tests);
    }

    private static double share(double sum, ListSums of) {
        return of.tests() == 0 ? 0 : sum / of.tests();
    }

    private static void writeFigures(ListSums sums, ObjectNode json) {
        json.put("tests", sums.tests());
        json.put("recallAt1", sums.recallAt1());
        json.put("recallAt5", sums.recallAt5());
        json.put("recallAt20", sums.recallAt20());
        json.put("mrrAt20", sums.mrrAt20());
    }

    private static byte[] bytes(JsonNode json) {
        try {
            return JsonRecord.MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException treesAlwaysWrite) {
            throw new IllegalStateException(treesAlwaysWrite);
        }
    }
}
