package io.segue.streaming.retrain;

import io.segue.connectors.dataset.EventLogException;
import io.segue.connectors.replay.ExperimentReader;
import io.segue.connectors.replay.ReleaseReader;
import io.segue.models.bundle.BundleInspection;
import io.segue.models.bundle.ModelRefusedException;
import io.segue.models.bundle.ModelRegistry;
import io.segue.models.device.DeviceChoice;
import io.segue.models.evaluation.Split;
import io.segue.models.evaluation.SplitSizes;
import io.segue.models.evaluation.TooLittleDataException;
import io.segue.models.format.ModelSummary;
import io.segue.models.gate.Gate;
import io.segue.models.gate.Verdict;
import io.segue.models.gru.GruSettings;
import io.segue.models.gru.LearnerStart;
import io.segue.models.gru.TrainingDivergedException;
import io.segue.models.gru.TrainingListener;
import io.segue.models.recommender.GruSource;
import io.segue.models.recommender.RecommenderSettings;
import io.segue.models.recommender.RecommenderTrainer;
import io.segue.models.recommender.TrainedRecommender;
import io.segue.models.report.TrainingReport;
import io.segue.models.training.TooLittleToLearnException;
import io.segue.operators.retrain.ModelTrainer;
import io.segue.operators.retrain.RoundListener;
import io.segue.operators.retrain.RoundResult;
import io.segue.state.release.Lineage;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseHistory;
import io.segue.state.release.ReleaseRefusedException;
import io.segue.state.release.ReleaseState;
import io.segue.state.release.Succession;
import io.segue.state.release.VariantModel;
import io.segue.streaming.options.JobSettings;
import io.segue.streaming.options.RoundSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round: the newest days of the session log are read, a recommender learns from all but their end, a gate judges it
 * there against the champion, and what is to be released says how that came out.
 *
 * <p>A version that the models topic knows is not released again; one whose bundle is in the store is judged
 * again and not trained again.
 */
public final class RoundTrainer implements ModelTrainer {
    private static final Logger LOG = LoggerFactory.getLogger(RoundTrainer.class);
    /** To read a compacted topic to its end. */
    static final Duration TOPIC_TIMEOUT = Duration.ofMinutes(1);

    private final JobSettings job;
    private final String sessions;
    private final RoundSettings rounds;
    private final boolean learnsOn;
    private final DeviceChoice device;
    private final ModelStore store;
    private final ModelStoreLock lock;

    private RoundTrainer(
            JobSettings job, String sessions, RoundSettings rounds, boolean learnsOn, ModelStoreLock lock) {
        this.job = job;
        this.sessions = sessions;
        this.rounds = rounds;
        this.learnsOn = learnsOn;
        this.device = new DeviceChoice(job.device());
        this.store = new ModelStore(rounds.store(), name());
        this.lock = lock;
    }

    /**
     * Opens the only trainer of the model in its store.
     *
     * @param learnsOn whether what it trains goes on learning: then rankers are trained for such lists
     */
    static RoundTrainer open(JobSettings job, String sessions, RoundSettings rounds, boolean learnsOn) {
        String owner = "process " + ProcessHandle.current().pid() + " with sessions of " + sessions;
        String model = job.scorer().serving().modelName();
        return new RoundTrainer(
                job, sessions, rounds, learnsOn, ModelStoreLock.take(rounds.store(), model, "trainer", owner));
    }

    private String name() {
        return job.scorer().serving().modelName();
    }

    @Override
    public RoundResult train(String version, RoundListener listener) throws Exception {
        RoundFaults faults = new RoundFaults();
        ReleaseHistory history = history(faults);
        if (history.find(name(), version).isPresent()) {
            return result(false, List.of(), "the version was released before a restart", faults);
        }
        try {
            Split split = RoundData.read(job, sessions, rounds, faults);
            SplitSizes sizes = split.sizes();
            if (sizes.trainSessions() < rounds.sessionsMin()) {
                return skipped(
                        "%,d sessions to learn from, where at least %,d are needed"
                                .formatted(sizes.trainSessions(), rounds.sessionsMin()),
                        faults);
            }
            listener.onData(sizes.trainSessions(), sizes.trainEvents());
            return released(version, split, parent(history, split), listener, faults);
        } catch (EventLogException | TooLittleDataException | TooLittleToLearnException tooLittle) {
            return skipped(String.valueOf(tooLittle.getMessage()), faults);
        }
    }

    private static RoundResult skipped(String why, RoundFaults faults) {
        return result(true, List.of(), "skipped: " + why, faults);
    }

    private static RoundResult result(boolean isSkipped, List<Release> releases, String summary, RoundFaults faults) {
        return new RoundResult(isSkipped, releases, summary, faults.files(), faults.releases());
    }

    private ReleaseHistory history(RoundFaults faults) {
        ReleaseReader.ReleaseLog log = ReleaseReader.read(job.source().connection(), job.topics(), TOPIC_TIMEOUT);
        faults.releases(log.unreadable());
        return log.history();
    }

    /** Whom the session model goes on from; empty for a round from nothing. */
    private Optional<Release> parent(ReleaseHistory history, Split split) {
        long untilMs = split.train().sessions().stream()
                .mapToLong(session -> session.tail().newest().timestampMs())
                .max()
                .orElse(0);
        return new WarmRounds(rounds.warm(), name()).parent(history, untilMs);
    }

    private RoundResult released(
            String version, Split split, Optional<Release> parent, TrainingListener listener, RoundFaults faults)
            throws Exception {
        Path bundle = store.bundle(version);
        ModelSummary summary;
        // Of a training that ended before a restart there is only the bundle.
        Optional<TrainingReport> report = Optional.empty();
        // It went on from the champion of then, which is the one of now but for a promotion.
        String parentVersion = versionOf(parent);
        if (Files.exists(bundle)) {
            summary = BundleInspection.verify(bundle, device);
        } else {
            Optional<LearnerStart> start = parent.flatMap(
                    champion -> WarmRounds.start(champion, rounds.models().gru()));
            Trained trained = train(split, start, listener);
            parentVersion = trained.parentVersion();
            summary = trained.model().writeBundle(bundle, name(), version, System.currentTimeMillis(), Map.of());
            report = Optional.of(TrainingReport.of(trained.model(), summary));
        }
        ReleaseHistory history = history(faults);
        Optional<Release> judged;
        Verdict verdict;
        do {
            // Others may have rolled it back, or promoted one, while the candidate was trained and judged.
            judged = history.champion(name());
            verdict = verdict(split, bundle, judged);
            history = history(faults);
        } while (!versionOf(judged).equals(versionOf(history.champion(name()))));
        Release release = verdict.on(candidate(summary, split, parentVersion, System.currentTimeMillis()));
        RoundResult result =
                result(false, records(history, release, verdict), verdict.outcome() + ": " + verdict.reason(), faults);
        Verdict said = verdict;
        leaveInOrder(report.map(written -> written.judged(said)), bundle, history);
        return result;
    }

    /** What goes wrong here costs nobody the release. */
    private void leaveInOrder(Optional<TrainingReport> report, Path bundle, ReleaseHistory history) {
        try {
            if (report.isPresent()) {
                report.get().write(bundle);
            }
            store.prune(history, used(String.valueOf(bundle.getFileName())), rounds.keep());
        } catch (IOException | RuntimeException failed) {
            LOG.warn("The page about {} is not written, or old bundles stay", bundle, failed);
        }
    }

    /** The version of the round that runs, and those that an experiment tries. */
    private Set<String> used(String version) {
        Set<String> used = new HashSet<>(Set.of(version));
        ExperimentReader.experiment(job.source().connection(), job.topics(), name(), TOPIC_TIMEOUT).stream()
                .flatMap(experiment -> experiment.variants().stream())
                .forEach(variant -> {
                    if (variant.model() instanceof VariantModel.Pinned pinned) {
                        used.add(pinned.pointer().version());
                    }
                });
        return used;
    }

    private static String versionOf(Optional<Release> champion) {
        return champion.map(Release::version).orElse("");
    }

    private Verdict verdict(Split split, Path bundle, Optional<Release> champion) {
        Gate gate = new Gate(rounds.gate(), job.ranker().live(), job.ranker().rank(), device);
        if (champion.isEmpty()) {
            return gate.judgeFirst(split, bundle);
        }
        try {
            return gate.judge(split, bundle, ModelRegistry.pathOf(champion.get().uri()));
        } catch (ModelRefusedException unreachable) {
            LOG.warn("The champion cannot be read, so that popularity stands in for it: {}", unreachable.getMessage());
            return gate.judgeFirst(split, bundle);
        }
    }

    /** @param parentVersion empty where it began from nothing */
    private record Trained(TrainedRecommender model, String parentVersion) {}

    /** A champion that cannot be gone on from is no reason to train nothing, now or in any round to come. */
    private Trained train(Split split, Optional<LearnerStart> start, TrainingListener listener) {
        if (start.isPresent()) {
            LearnerStart parent = start.get();
            try {
                GruSource goingOn = GruSource.goingOn(parent, rounds.warm().epochs(), device);
                return new Trained(train(split, goingOn, listener), parent.version());
            } catch (IllegalArgumentException | TrainingDivergedException failed) {
                LOG.warn("Nothing goes on from {}: the round begins from nothing", parent.version(), failed);
            }
        }
        return new Trained(train(split, GruSource.training(device), listener), "");
    }

    /** @param serving trains the model that is to serve */
    private TrainedRecommender train(Split split, GruSource serving, TrainingListener listener) {
        GruSettings gru = rounds.models().gru();
        RecommenderSettings how = RecommenderSettings.DEFAULT
                .withGru(gru)
                .withSimilar(rounds.models().stan())
                .servedBy(job.ranker().live(), job.ranker().rank())
                // A network with a memory cannot.
                .withLearning(learnsOn && !gru.network().memory());
        // The model that the ranker learns with must not know the events that it learns from, as the champion may.
        return new RecommenderTrainer(how, device, GruSource.training(device), serving)
                .train(split.train(), how.gru().seed(), listener);
    }

    private Release candidate(ModelSummary summary, Split split, String parentVersion, long nowMs) {
        return new Release(
                        summary.name(),
                        summary.version(),
                        ReleaseState.CANDIDATE,
                        summary.bundle().toAbsolutePath().toUri().toString(),
                        summary.sha256(),
                        summary.trainedUntilMs(),
                        summary.metrics(),
                        Map.of(),
                        nowMs)
                .withLineage(new Lineage(
                        split.train().sessions().get(0).tail().events().get(0).timestampMs(),
                        summary.sessionsCount(),
                        summary.eventsCount(),
                        parentVersion,
                        BuildRevision.read(),
                        rounds.texts()));
    }

    private static List<Release> records(ReleaseHistory history, Release release, Verdict verdict) {
        if (!verdict.isPromoted()) {
            return List.of(release);
        }
        try {
            return Succession.promote(history, release, verdict.reason());
        } catch (ReleaseRefusedException impossible) {
            throw new IllegalStateException("a version that nobody knows is refused", impossible);
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
