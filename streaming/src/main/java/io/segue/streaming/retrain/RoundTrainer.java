package io.segue.streaming.retrain;

import io.segue.connectors.dataset.EventLogException;
import io.segue.connectors.replay.ItemReader;
import io.segue.connectors.replay.ReleaseReader;
import io.segue.connectors.sessionlog.SessionLogReader;
import io.segue.models.bundle.BundleInspection;
import io.segue.models.bundle.ModelRefusedException;
import io.segue.models.bundle.ModelRegistry;
import io.segue.models.device.DeviceChoice;
import io.segue.models.evaluation.LastDaysProtocol;
import io.segue.models.evaluation.Split;
import io.segue.models.evaluation.TooLittleDataException;
import io.segue.models.format.ModelSummary;
import io.segue.models.gate.Gate;
import io.segue.models.gate.Verdict;
import io.segue.models.gru.GruSettings;
import io.segue.models.recommender.RecommenderSettings;
import io.segue.models.recommender.RecommenderTrainer;
import io.segue.models.recommender.TrainedRecommender;
import io.segue.models.report.TrainingReport;
import io.segue.models.training.TrainingSet;
import io.segue.operators.retrain.ModelTrainer;
import io.segue.operators.retrain.RoundResult;
import io.segue.state.interaction.Interaction;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.log.LoggedEvent;
import io.segue.state.release.Lineage;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseHistory;
import io.segue.state.release.ReleaseRefusedException;
import io.segue.state.release.ReleaseState;
import io.segue.state.release.Succession;
import io.segue.streaming.options.JobSettings;
import io.segue.streaming.options.RoundSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round: the newest days of the session log are read, a recommender learns from all but their end, a gate judges it
 * there against the champion, and what is to be released says how that came out.
 *
 * <p>A version that the models topic knows is handed on as it stands there; one whose bundle is in the store is judged
 * again and not trained again.
 */
public final class RoundTrainer implements ModelTrainer {
    private static final Logger LOG = LoggerFactory.getLogger(RoundTrainer.class);
    /** To read a compacted topic to its end. */
    private static final Duration TOPIC_TIMEOUT = Duration.ofMinutes(1);

    private final JobSettings job;
    private final String sessions;
    private final RoundSettings rounds;
    private final boolean learnsOn;
    private final DeviceChoice device;
    private final ModelStoreLock lock;

    private RoundTrainer(
            JobSettings job, String sessions, RoundSettings rounds, boolean learnsOn, ModelStoreLock lock) {
        this.job = job;
        this.sessions = sessions;
        this.rounds = rounds;
        this.learnsOn = learnsOn;
        this.device = new DeviceChoice(job.device());
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
    public RoundResult train(String version) throws Exception {
        Optional<Release> known = history().find(name(), version);
        if (known.isPresent()) {
            return new RoundResult(List.of(known.get()), "the version was released before a restart", 0);
        }
        AtomicInteger corrupt = new AtomicInteger();
        try {
            Split split = split(corrupt);
            int count = split.train().sessions().size();
            if (count < rounds.sessionsMin()) {
                return skipped(
                        "%,d sessions to learn from, where at least %,d are needed"
                                .formatted(count, rounds.sessionsMin()),
                        corrupt);
            }
            return released(version, split, corrupt);
        } catch (EventLogException | TooLittleDataException tooLittle) {
            return skipped(String.valueOf(tooLittle.getMessage()), corrupt);
        }
    }

    private static RoundResult skipped(String why, AtomicInteger corrupt) {
        return new RoundResult(List.of(), "skipped: " + why, corrupt.get());
    }

    private Split split(AtomicInteger corrupt) {
        List<Interaction> interactions = SessionLogReader.at(sessions)
                .readInEventTimeOrder(rounds.days(), (file, reason) -> {
                    corrupt.incrementAndGet();
                    LOG.warn("{} is corrupt and passed over: {}", file, reason);
                });
        ItemCatalogue items = ItemReader.read(job.source().connection(), job.topics(), job.limits(), TOPIC_TIMEOUT);
        List<LoggedEvent> events = interactions.stream()
                .map(one -> new LoggedEvent(one, one.type().name().toLowerCase(Locale.ROOT), items.of(one.itemId())))
                .toList();
        Split split = LastDaysProtocol.raw(
                        rounds.slice(), job.scorer().session().gap())
                .split(events);
        TrainingSet train = new TrainingSet(
                split.train().sessions(),
                split.train().catalogue(),
                job.ranker().rules().excludesNewest());
        return new Split(train, split.test(), split.firstSeenMs());
    }

    private ReleaseHistory history() {
        return ReleaseReader.read(job.source().connection(), job.topics(), TOPIC_TIMEOUT)
                .history();
    }

    private RoundResult released(String version, Split split, AtomicInteger corrupt) throws Exception {
        Path bundle = rounds.store().resolve(name()).resolve(version);
        ModelSummary summary;
        // Of a training that ended before a restart there is only the bundle.
        Optional<TrainingReport> report = Optional.empty();
        if (Files.exists(bundle)) {
            summary = BundleInspection.verify(bundle, device);
        } else {
            TrainedRecommender trained = train(split);
            summary = trained.writeBundle(bundle, name(), version, System.currentTimeMillis(), Map.of());
            report = Optional.of(TrainingReport.of(trained, summary));
        }
        ReleaseHistory history = history();
        Optional<Release> judged;
        Verdict verdict;
        do {
            // Others may have rolled it back, or promoted one, while the candidate was trained and judged.
            judged = history.champion(name());
            verdict = verdict(split, bundle, judged);
            history = history();
        } while (!versionOf(judged).equals(versionOf(history.champion(name()))));
        if (report.isPresent()) {
            report.get().judged(verdict).write(bundle);
        }
        Release release = verdict.on(candidate(summary, split, System.currentTimeMillis()));
        return new RoundResult(
                records(history, release, verdict), verdict.outcome() + ": " + verdict.reason(), corrupt.get());
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

    private TrainedRecommender train(Split split) {
        GruSettings gru = rounds.models().gru();
        RecommenderSettings how = RecommenderSettings.DEFAULT
                .withGru(gru)
                .withSimilar(rounds.models().stan())
                .servedBy(job.ranker().live(), job.ranker().rank())
                // A network with a memory cannot.
                .withLearning(learnsOn && !gru.network().memory());
        return new RecommenderTrainer(how, device)
                .train(split.train(), how.gru().seed(), progress -> {});
    }

    private Release candidate(ModelSummary summary, Split split, long nowMs) {
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
                        "",
                        "",
                        Map.of()));
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
