package io.segue.streaming.evaluation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.models.evaluation.Comparison;
import io.segue.models.evaluation.EvaluationReport;
import io.segue.models.evaluation.ModelFigures;
import io.segue.models.evaluation.PartComparison;
import io.segue.models.evaluation.PartFigures;
import io.segue.models.evaluation.SplitSizes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report for programs. Fields are added, never renamed: gates read them. */
public final class EvaluationJson {
    private EvaluationJson() {}

    /** Writes into an empty object. */
    public static void write(EvaluationRun run, EvaluationReport report, ObjectNode json) {
        writeRun(run, json.putObject("run"));
        writeSizes(report.sizes(), json.putObject("dataset"));
        ObjectNode models = json.putObject("models");
        report.models().forEach(model -> writeModel(model, report.cutoff(), models.putObject(model.name())));
        ObjectNode missing = json.putObject("missingRuns");
        report.missing().forEach(model -> missing.put(model.model(), model.runs()));
        ArrayNode comparisons = json.putArray("comparisons");
        report.comparisons().forEach(comparison -> writeComparison(comparison, comparisons.addObject()));
        ArrayNode byPart = json.putArray("comparisonsByPart");
        for (PartComparison part : report.partComparisons()) {
            ObjectNode written = byPart.addObject();
            written.put("slicing", part.slicing().key())
                    .put("part", part.part())
                    .put("n", part.count());
            writeComparison(part.comparison(), written);
        }
    }

    private static void writeRun(EvaluationRun run, ObjectNode json) {
        json.put("version", run.version());
        run.arguments().forEach(json.putArray("arguments")::add);
        json.put("protocol", run.protocol())
                .put("live", run.live())
                .put("seed", run.seed())
                .put("seeds", run.seeds());
        ArrayNode files = json.putArray("dataFiles");
        run.dataFiles()
                .forEach(file -> files.addObject()
                        .put("option", file.option())
                        .put("name", file.name())
                        .put("sha256", file.sha256()));
        json.put("startedAt", run.startedAt().toString());
    }

    private static void writeSizes(SplitSizes sizes, ObjectNode json) {
        json.put("trainSessions", sizes.trainSessions())
                .put("trainEvents", sizes.trainEvents())
                .put("items", sizes.items())
                .put("testSessions", sizes.testSessions())
                .put("testEvents", sizes.testEvents())
                .put("predictions", sizes.predictions());
    }

    private static void writeModel(ModelFigures model, int cutoff, ObjectNode json) {
        model.metrics()
                .forEach((name, spread) ->
                        json.putObject(name).put("mean", spread.mean()).put("sd", spread.sd()));
        json.putArray("recallAt" + cutoff + "Interval")
                .add(model.recallInterval().low())
                .add(model.recallInterval().high());
        model.parts().forEach((slicing, parts) -> writeParts(parts, cutoff, json.putObject(slicing.key())));
        json.put("coverageAt" + cutoff, model.lists().coverage())
                .put("logSupportAt" + cutoff, model.lists().logSupport())
                .put("popularityBiasAt" + cutoff, model.lists().popularityBias())
                .put("diversityAt" + cutoff, known(model.lists().diversity()))
                .put("runs", model.runs())
                .put("trainSeconds", model.costs().trainSeconds().mean())
                .put("trainSecondsPartial", model.costs().isTrainingPartial())
                .put("trainEventsPerSecond", model.costs().trainEventsPerSecond())
                .put("listMs", model.costs().listMs().mean());
    }

    /** JSON has no NaN: null stands for what is not known. */
    private static @Nullable Double known(double figure) {
        return Double.isNaN(figure) ? null : figure;
    }

    private static void writeParts(List<PartFigures> parts, int cutoff, ObjectNode json) {
        for (PartFigures part : parts) {
            json.putObject(part.part())
                    .put("recallAt" + cutoff, part.recall())
                    .put("mrrAt" + cutoff, part.mrr())
                    .put("n", part.count());
        }
    }

    private static void writeComparison(Comparison comparison, ObjectNode json) {
        json.put("model", comparison.model())
                .put("against", comparison.against())
                .put("metric", comparison.metric())
                .put("difference", comparison.difference())
                .put("low", comparison.interval().low())
                .put("high", comparison.interval().high())
                .put("p", comparison.p());
    }
}
