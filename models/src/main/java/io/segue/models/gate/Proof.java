package io.segue.models.gate;

import io.segue.models.evaluation.Comparison;
import io.segue.models.evaluation.Judgement;
import io.segue.models.evaluation.Metric;
import io.segue.models.evaluation.PairedTest;
import io.segue.models.evaluation.Prediction;
import java.util.List;

/**
 * Whether a candidate is better than a reference: by a permutation test of the signs of each session's difference in the
 * primary metric, one-sided, and not worse beyond the margin in the guard, by the 95 % interval of a bootstrap over
 * sessions. Two models that are equal have no sign, so chance alone passes as often as the significance says.
 */
final class Proof {
    private static final int CUTOFF = 20;
    private static final int RESAMPLES = 2_000;
    private static final long SEED = 42;

    private final GateSettings settings;
    private final PairedTest test;

    Proof(GateSettings settings, List<Prediction> predictions) {
        this.settings = settings;
        this.test = new PairedTest(predictions, SEED, RESAMPLES);
    }

    /** Adds what the comparison says. */
    void add(Judgement candidate, String against, Judgement reference, Findings findings) {
        Comparison primary = compare(settings.primary(), candidate, against, reference, findings);
        findings.check(
                primary.isBetter(settings.significance()),
                "%s %.4f against %.4f of %s, a difference of %+.4f [%+.4f, %+.4f] with one-sided p = %.4f,"
                        + " where at most %s is proof",
                primary.metric(),
                candidate.mean(settings.primary(), CUTOFF),
                reference.mean(settings.primary(), CUTOFF),
                against,
                primary.difference(),
                primary.interval().low(),
                primary.interval().high(),
                primary.p() / 2,
                settings.significance());
        Comparison guard = compare(settings.guard(), candidate, against, reference, findings);
        double margin = settings.guardMargin() * reference.mean(settings.guard(), CUTOFF);
        findings.figure(guard.metric() + ".margin", margin);
        findings.check(
                guard.isWorseByLessThan(margin),
                "%s %.4f against %.4f of %s, a difference of %+.4f [%+.4f, %+.4f], where the interval must lie above"
                        + " %+.4f",
                guard.metric(),
                candidate.mean(settings.guard(), CUTOFF),
                reference.mean(settings.guard(), CUTOFF),
                against,
                guard.difference(),
                guard.interval().low(),
                guard.interval().high(),
                -margin);
    }

    private Comparison compare(
            Metric metric, Judgement candidate, String against, Judgement reference, Findings findings) {
        Comparison comparison = test.compare("candidate", candidate, against, reference, metric, CUTOFF);
        String name = comparison.metric();
        findings.figure(name + ".candidate", candidate.mean(metric, CUTOFF));
        findings.figure(name + ".reference", reference.mean(metric, CUTOFF));
        findings.figure(name + ".difference", comparison.difference());
        findings.figure(name + ".low", comparison.interval().low());
        findings.figure(name + ".high", comparison.interval().high());
        findings.figure(name + ".p", comparison.p());
        return comparison;
    }
}
