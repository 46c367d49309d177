package io.segue.streaming.evaluation;

import io.segue.models.evaluation.Comparison;
import io.segue.models.evaluation.EvaluationReport;
import io.segue.models.evaluation.Metric;
import io.segue.models.evaluation.ModelFigures;
import io.segue.models.evaluation.PartFigures;
import io.segue.models.evaluation.Slicing;
import io.segue.models.evaluation.SplitSizes;
import io.segue.models.evaluation.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report for a terminal. */
public final class EvaluationText {
    private static final List<Slicing> SHOWN =
            List.of(Slicing.NEXT_EVENT, Slicing.SUPPORT, Slicing.NOVELTY, Slicing.GAP, Slicing.RETURN);

    /** Explains the mark behind a training time. */
    static final String PARTIAL_TRAINING = "* without the models that it shares with one above";

    private EvaluationText() {}

    /** How much there is, before anything is trained. */
    public static String sizes(SplitSizes sizes) {
        return format(
                "train  %,d sessions  %,d events  %,d items%ntest   %,d sessions  %,d events  %,d predictions",
                sizes.trainSessions(),
                sizes.trainEvents(),
                sizes.items(),
                sizes.testSessions(),
                sizes.testEvents(),
                sizes.predictions());
    }

    /** The tables. */
    public static String tables(EvaluationReport report) {
        StringBuilder text = new StringBuilder(incomplete(report)).append(models(report));
        for (Slicing slicing : SHOWN) {
            // One part alone is the whole.
            if (report.models().get(0).parts().getOrDefault(slicing, List.of()).size() > 1) {
                text.append(System.lineSeparator()).append(parts(report, slicing));
            }
        }
        if (!report.comparisons().isEmpty()) {
            text.append(System.lineSeparator()).append(comparisons(report));
        }
        return text.toString().stripTrailing();
    }

    /** One line on what is missing, or nothing. */
    static String incomplete(EvaluationReport report) {
        return report.missing().isEmpty()
                ? ""
                : report.missing().stream()
                        .map(missing ->
                                missing.model() + " (" + missing.runs() + (missing.runs() > 1 ? " runs)" : " run)"))
                        .collect(Collectors.joining(", ", "INCOMPLETE, ended before: ", System.lineSeparator()));
    }

    private static String models(EvaluationReport report) {
        int cutoff = report.cutoff();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "model",
                "Recall@" + cutoff,
                "MRR@" + cutoff,
                "NDCG@" + cutoff,
                "coverage",
                "train s",
                "events/s",
                "ms/list"));
        for (ModelFigures model : report.models()) {
            rows.add(List.of(
                    model.name(),
                    spread(model, model.at(Metric.RECALL, cutoff)),
                    spread(model, model.at(Metric.MRR, cutoff)),
                    spread(model, model.at(Metric.NDCG, cutoff)),
                    format("%.3f", model.lists().coverage()),
                    format("%.1f", model.costs().trainSeconds().mean())
                            + (model.costs().isTrainingPartial() ? "*" : ""),
                    format("%,.0f", model.costs().trainEventsPerSecond()),
                    format("%.2f", model.costs().listMs().mean())));
        }
        String table = TextTable.aligned(rows);
        boolean anyPartial =
                report.models().stream().anyMatch(model -> model.costs().isTrainingPartial());
        return anyPartial ? table + PARTIAL_TRAINING + System.lineSeparator() : table;
    }

    private static String spread(ModelFigures model, Spread spread) {
        return model.runs() > 1 ? format("%.4f ±%.4f", spread.mean(), spread.sd()) : format("%.4f", spread.mean());
    }

    private static String parts(EvaluationReport report, Slicing slicing) {
        List<List<String>> rows = new ArrayList<>();
        for (ModelFigures model : report.models()) {
            List<PartFigures> parts = model.parts().getOrDefault(slicing, List.of());
            if (rows.isEmpty()) {
                List<String> header = new ArrayList<>(List.of("Recall@" + report.cutoff()));
                List<String> counts = new ArrayList<>(List.of("by " + slicing.title()));
                for (PartFigures part : parts) {
                    header.add(part.part());
                    counts.add(format("n=%,d", part.count()));
                }
                rows.add(header);
                rows.add(counts);
            }
            List<String> row = new ArrayList<>(List.of(model.name()));
            parts.forEach(part -> row.add(format("%.4f", part.recall())));
            rows.add(row);
        }
        return TextTable.aligned(rows);
    }

    private static String comparisons(EvaluationReport report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("model", "against", "metric", "difference", "95 % interval", "p"));
        for (Comparison comparison : report.comparisons()) {
            rows.add(List.of(
                    comparison.model(),
                    comparison.against(),
                    comparison.metric(),
                    format("%+.4f", comparison.difference()),
                    format(
                            "[%+.4f, %+.4f]",
                            comparison.interval().low(), comparison.interval().high()),
                    format("%.3f", comparison.p())));
        }
        return TextTable.aligned(rows);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
