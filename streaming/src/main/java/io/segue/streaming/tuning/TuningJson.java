package io.segue.streaming.tuning;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.models.tuning.Rung;
import io.segue.models.tuning.SearchReport;
import io.segue.models.tuning.SearchSpace;
import io.segue.models.tuning.TrialResult;

/** A search for programs. Fields are added, never renamed: gates read them. */
public final class TuningJson {
    private TuningJson() {}

    /** Adds the rungs, the winner and its settings. */
    public static <S> void write(SearchReport<S> report, ObjectNode json) {
        ArrayNode rungs = json.putArray("rungs");
        for (Rung<S> rung : report.rungs()) {
            ObjectNode each = rungs.addObject().put("rung", rung.number()).put("budget", rung.budget());
            ArrayNode trials = each.putArray("trials");
            rung.results().forEach(result -> write(report.space(), rung, result, trials.addObject()));
        }
        write(report.space(), report.last(), report.winner(), json.putObject("winner"));
        write(report.space(), report.last(), report.last().defaults(), json.putObject("defaults"));
        json.set("settings", report.space().form().write(report.winner().trial().settings()));
    }

    private static <S> void write(SearchSpace<S> space, Rung<S> rung, TrialResult<S> result, ObjectNode json) {
        json.put("trial", result.trial().number())
                .put("recallAt20", result.score().recallAt20())
                .put("mrrAt20", result.score().mrrAt20())
                .put("value", rung.value(result))
                .put("seconds", result.score().seconds());
        ObjectNode changes = json.putObject("changes");
        space.changes(result.trial().settings()).forEach(changes::set);
    }
}
