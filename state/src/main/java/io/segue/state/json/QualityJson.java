package io.segue.state.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.state.prequential.ListSums;
import io.segue.state.prequential.QualitySlice;
import io.segue.state.prequential.QualityWindow;

/** Writes the records of {@code segue.metrics} ({@code quality.schema.json}). */
public final class QualityJson {
    /** The metric that they are, also their key. */
    public static final String METRIC = "prequential";

    /** Whom the lists are compared with. */
    public static final String CONTROL = "popularity";

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
        writeFigures(window.sums().served(), json);
        if (window.sums().control().tests() > 0) {
            ObjectNode control = json.putObject("control").put("name", CONTROL);
            writeFigures(window.sums().control(), control);
            ListSums paired = window.sums().paired();
            control.put("servedRecallAt20", paired.recallAt20()).put("servedMrrAt20", paired.mrrAt20());
        }
        return bytes(json);
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
