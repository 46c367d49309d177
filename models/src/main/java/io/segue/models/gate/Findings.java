package io.segue.models.gate;

import io.segue.models.gate.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** What a gate has found so far: figures, and reasons for and against. */
final class Findings {
    private final TreeMap<String, Double> figures = new TreeMap<>();
    private final List<String> against = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    void figure(String name, double value) {
        figures.put(name, value);
    }

    void remark(String format, Object... values) {
        remark(String.format(Locale.ROOT, format, values));
    }

    void remark(String text) {
        remarks.add(text);
    }

    /** What holds speaks for the candidate, what doesn't against it. */
    void check(boolean holds, String format, Object... values) {
        (holds ? remarks : against).add(String.format(Locale.ROOT, format, values));
    }

    /** Promoted, where nothing speaks against it. */
    Verdict decide(String reference) {
        return verdict(against.isEmpty() ? Outcome.PROMOTED : Outcome.REJECTED, reference);
    }

    /** Rejected where something speaks against it already, and nothing more is known. */
    Verdict leaveOpen() {
        return verdict(against.isEmpty() ? Outcome.UNDECIDED : Outcome.REJECTED, "");
    }

    private Verdict verdict(Outcome outcome, String reference) {
        List<String> reasons = new ArrayList<>(against);
        reasons.addAll(remarks);
        return new Verdict(outcome, reference, figures, reasons);
    }
}
