package io.segue.models.gate;

import io.segue.state.release.Release;
import io.segue.state.release.ReleaseState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the gate says of a candidate.
 *
 * @param against with what it was compared: a version, or popularity; empty where it came not so far
 * @param figures everything that was measured, by name
 * @param reasons in words, what speaks against it first
 */
public record Verdict(Outcome outcome, String against, SortedMap<String, Double> figures, List<String> reasons) {
    private static final String PREFIX = "gate.";

    /** What becomes of the candidate. */
    public enum Outcome {
        /** It may be the champion. */
        PROMOTED,
        /** It must never serve. */
        REJECTED,
        /** Nothing is proven, for want of predictions: it stays a candidate. */
        UNDECIDED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        private ReleaseState state() {
            return switch (this) {
                case PROMOTED -> ReleaseState.CHAMPION;
                case REJECTED -> ReleaseState.REJECTED;
                case UNDECIDED -> ReleaseState.CANDIDATE;
            };
        }
    }

    public Verdict {
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
        reasons = List.copyOf(reasons);
    }

    public boolean isPromoted() {
        return outcome == Outcome.PROMOTED;
    }

    /** All reasons, as one text. */
    public String reason() {
        return String.join("; ", reasons);
    }

    /** The release of the candidate, as it is published: in its state, with all figures. */
    public Release on(Release candidate) {
        Map<String, Double> metrics = new HashMap<>(candidate.metrics());
        figures.forEach((name, value) -> metrics.put(PREFIX + name, value));
        Map<String, String> gate = new HashMap<>(candidate.gate());
        gate.put("verdict", outcome.code());
        gate.put("against", against);
        List<String> numbered = new ArrayList<>(reasons);
        for (int i = 0; i < numbered.size(); i++) {
            gate.put("reason" + (i + 1), numbered.get(i));
        }
        return new Release(
                candidate.name(),
                candidate.version(),
                outcome.state(),
                candidate.uri(),
                candidate.sha256(),
                candidate.trainedUntilMs(),
                metrics,
                gate,
                candidate.createdAtMs(),
                candidate.lineage(),
                reason(),
                "");
    }
}
