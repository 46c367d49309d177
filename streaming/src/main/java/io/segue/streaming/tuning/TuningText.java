package io.segue.streaming.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import io.segue.models.tuning.Rung;
import io.segue.models.tuning.SearchReport;
import io.segue.models.tuning.SearchSpace;
import io.segue.models.tuning.TrialResult;
import io.segue.streaming.evaluation.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A search for a terminal. */
public final class TuningText {
    private TuningText() {}

    /** A result as soon as it is there. */
    public static <S> String line(SearchSpace<S> space, TrialResult<S> result) {
        return String.format(
                Locale.ROOT,
                "rung %d  trial %d  Recall@20 %.4f  MRR@20 %.4f  %.1f s  %s",
                result.rung(),
                result.trial().number(),
                result.score().recallAt20(),
                result.score().mrrAt20(),
                result.score().seconds(),
                changes(space, result));
    }

    /** The rungs, the best of each first. */
    public static <S> String tables(SearchReport<S> report) {
        return report.rungs().stream()
                .map(rung -> table(report.space(), rung))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static <S> String table(SearchSpace<S> space, Rung<S> rung) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "rung " + rung.number(), "Recall@20", "MRR@20", rung.goal().toString(), "s"));
        for (TrialResult<S> result : rung.results()) {
            rows.add(List.of(
                    "trial " + result.trial().number(),
                    String.format(Locale.ROOT, "%.4f", result.score().recallAt20()),
                    String.format(Locale.ROOT, "%.4f", result.score().mrrAt20()),
                    String.format(Locale.ROOT, "%.4f", rung.value(result)),
                    String.format(Locale.ROOT, "%.1f", result.score().seconds())));
        }
        String[] lines = TextTable.aligned(rows).split("\\R");
        StringBuilder text = new StringBuilder(lines[0]).append("  settings").append(System.lineSeparator());
        for (int i = 1; i < lines.length; i++) {
            text.append(lines[i])
                    .append("  ")
                    .append(changes(space, rung.results().get(i - 1)))
                    .append(System.lineSeparator());
        }
        return text.toString();
    }

    private static <S> String changes(SearchSpace<S> space, TrialResult<S> result) {
        Map<String, JsonNode> changes = space.changes(result.trial().settings());
        return changes.isEmpty()
                ? "the defaults"
                : changes.entrySet().stream()
                        .map(change -> change.getKey() + "=" + change.getValue().asText())
                        .collect(Collectors.joining(" "));
    }
}
