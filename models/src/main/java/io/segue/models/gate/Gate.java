package io.segue.models.gate;

import io.segue.models.baseline.Popularity;
import io.segue.models.baseline.PopularitySettings;
import io.segue.models.bundle.ModelLoader;
import io.segue.models.bundle.ModelRefusedException;
import io.segue.models.device.DeviceChoice;
import io.segue.models.evaluation.Contestant;
import io.segue.models.evaluation.Judge;
import io.segue.models.evaluation.JudgeSettings;
import io.segue.models.evaluation.Judgement;
import io.segue.models.evaluation.RetrieverContestant;
import io.segue.models.evaluation.Split;
import io.segue.models.rank.RankSettings;
import io.segue.models.retrieval.BatchRetriever;
import io.segue.models.serving.NextItemModel;
import io.segue.state.live.LiveSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges a candidate against the champion: on the same newest slice, at the same positions, with the same counts. Where
 * one of the two has learned from a part of the slice, it begins behind that: nobody is judged on what it knows. Nothing is
 * promoted that
 *
 * <ol>
 *   <li>a job would refuse: its files, the finiteness of its weights, its golden sessions,
 *   <li>knows too few of the items that were asked for, or is too slow on this device,
 *   <li>is not better in the primary metric, or is worse beyond the margin in the guard ({@link Proof}).
 * </ol>
 *
 * <p>Where there is no champion, or its bundle cannot be opened, popularity stands in for it: what answers without a
 * model. A bundle that is refused is a reason, never an exception. Not thread safe; the calling thread does the work.
 */
public final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final String POPULARITY = "popularity";

    private final GateSettings settings;
    private final LiveSettings live;
    private final RankSettings ranks;
    private final DeviceChoice device;

    /**
     * A gate.
     *
     * @param live what the job that serves counts
     * @param ranks what it ranks
     * @param device on which it serves
     */
    public Gate(GateSettings settings, LiveSettings live, RankSettings ranks, DeviceChoice device) {
        this.settings = settings;
        this.live = live;
        this.ranks = ranks;
        this.device = device;
    }

    /** Judges the bundle of a candidate against that of the champion. */
    public Verdict judge(Split slice, Path candidate, Path champion) {
        Trial trial = new Trial(UnseenSlice.of(slice, List.of(candidate, champion)));
        Optional<Judgement> judgement = trial.hardChecks(candidate);
        return logged(
                judgement.isEmpty()
                        ? trial.findings.leaveOpen()
                        : trial.compare(judgement.get(), trial.champion(champion)));
    }

    /** Judges the bundle of the first candidate, against popularity. */
    public Verdict judgeFirst(Split slice, Path candidate) {
        Trial trial = new Trial(UnseenSlice.of(slice, List.of(candidate)));
        Optional<Judgement> judgement = trial.hardChecks(candidate);
        return logged(
                judgement.isEmpty() ? trial.findings.leaveOpen() : trial.compare(judgement.get(), trial.popularity()));
    }

    private static Verdict logged(Verdict verdict) {
        LOG.info(
                "The gate: {} against {}: {}; {}",
                verdict.outcome().code(),
                verdict.against().isEmpty() ? "nobody" : verdict.against(),
                verdict.reason(),
                verdict.figures());
        return verdict;
    }

    private static String reasonOf(Exception refused) {
        return String.valueOf(refused.getMessage());
    }

    /** With what a candidate is compared. */
    private record Reference(String name, Judgement judgement) {}

    /** One candidate on one slice. */
    private final class Trial {
        private final Split slice;
        private final Judge judge;
        private final Findings findings = new Findings();

        Trial(UnseenSlice unseen) {
            this.slice = unseen.split();
            unseen.remark().ifPresent(findings::remark);
            this.judge = new Judge(slice, JudgeSettings.DEFAULT);
            findings.figure("sessions", slice.test().size());
            findings.figure("predictions", judge.predictions().size());
        }

        /** How the candidate did; empty where it is refused, or where there is too little to judge it on. */
        Optional<Judgement> hardChecks(Path candidate) {
            NextItemModel model;
            try {
                model = new ModelLoader(device).load(candidate, "");
            } catch (ModelRefusedException refused) {
                findings.check(false, "its bundle is refused: %s", reasonOf(refused));
                return Optional.empty();
            }
            int predictions = judge.predictions().size();
            if (predictions < settings.predictionsMin()) {
                model.close();
                findings.remark(
                        "%d predictions of %d sessions decide nothing, at least %d must be there",
                        predictions, slice.test().size(), settings.predictionsMin());
                return Optional.empty();
            }
            checkCoverage(model);
            return played(model);
        }

        private void checkCoverage(NextItemModel model) {
            double known = judge.predictions().stream()
                    .filter(prediction -> model.knows(prediction.targetItemId()))
                    .count();
            double coverage = known / judge.predictions().size();
            findings.figure("coverage", coverage);
            findings.check(
                    coverage >= settings.coverageMin(),
                    "it has learned of %.3f of the next items, where at least %s must be",
                    coverage,
                    settings.coverageMin());
        }

        private Optional<Judgement> played(NextItemModel model) {
            Judgement judgement;
            try {
                judgement = play(model);
            } catch (IllegalStateException broken) {
                findings.check(false, "it cannot be played: %s", reasonOf(broken));
                return Optional.empty();
            }
            findings.figure("listMs", judgement.listMs());
            findings.check(
                    judgement.listMs() <= settings.listMsMax(),
                    "a list takes %.2f ms on %s, where at most %s may pass",
                    judgement.listMs(),
                    device.text(),
                    settings.listMsMax());
            return Optional.of(judgement);
        }

        Reference champion(Path bundle) {
            NextItemModel model;
            try {
                model = new ModelLoader(device).load(bundle, "");
            } catch (ModelRefusedException refused) {
                findings.remark(
                        "the champion's bundle is refused, so that popularity stands in for it: %s", reasonOf(refused));
                return popularity();
            }
            return new Reference(model.version(), play(model));
        }

        Reference popularity() {
            Popularity popularity = Popularity.fit(slice.train(), PopularitySettings.DEFAULT);
            return new Reference(POPULARITY, play(new RetrieverContestant(BatchRetriever.of(popularity))));
        }

        private Judgement play(NextItemModel model) {
            return play(BundleContestant.of(model, slice.train(), live, ranks));
        }

        private Judgement play(Contestant contestant) {
            try (contestant) {
                return judge.judge(contestant, (turns, ofTurns) -> {});
            }
        }

        Verdict compare(Judgement candidate, Reference reference) {
            new Proof(settings, judge.predictions()).add(candidate, reference.name(), reference.judgement(), findings);
            return findings.decide(reference.name());
        }
    }
}
