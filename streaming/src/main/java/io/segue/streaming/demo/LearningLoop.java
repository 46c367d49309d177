package io.segue.streaming.demo;

import io.segue.connectors.replay.ExperimentReader;
import io.segue.connectors.replay.ReleasePublisher;
import io.segue.connectors.replay.ReleaseReader;
import io.segue.state.MetricNames;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.release.Experiment;
import io.segue.state.release.ModelPointer;
import io.segue.state.release.Release;
import io.segue.state.release.Variant;
import io.segue.state.release.VariantList;
import io.segue.state.release.VariantModel;
import io.segue.streaming.local.JobMetrics;
import io.segue.streaming.local.LocalJob;
import io.segue.streaming.local.LocalRun;
import io.segue.streaming.options.JobSettings;
import io.segue.streaming.options.RetrainSettings;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * The loop that learns beside the job of a demo: the RetrainJob, and shadows that tell what each part of it is worth. A
 * shadow makes a list for every turn and is tested by the same next event as the list that was shown.
 */
public final class LearningLoop {
    /** The session model of the first release, which learns nothing more, alone. */
    static final String FROZEN = "frozen";
    /** What was popular in the last hour. */
    static final String POPULARITY_HOUR = "popularityHour";
    /** What followed the items of the session, counted live. */
    static final String SUCCESSORS = "successors";
    /** What would have been shown without continual learning: the champions as they were released. */
    static final String PERIODIC_ONLY = "periodicOnly";

    private static final String EXPERIMENT = "demo";
    /** Of the users: a shadow that asks a model costs as much as an answer. */
    private static final double MODEL_SHARE = 0.25;

    private static final Duration TOPIC_TIMEOUT = Duration.ofMinutes(1);

    private final LocalRun local;
    private final JobSettings settings;
    private final LocalJob recommend;
    private final LocalJob retrain;

    private LearningLoop(LocalRun local, JobSettings settings, LocalJob recommend, LocalJob retrain) {
        this.local = local;
        this.settings = settings;
        this.recommend = recommend;
        this.retrain = retrain;
    }

    /**
     * Starts the RetrainJob and the shadows.
     *
     * @param recommend that serves
     * @param first release, which serves now
     */
    public static LearningLoop start(LocalRun local, LocalJob recommend, RetrainSettings retrain, Release first)
            throws Exception {
        JobSettings settings = retrain.job();
        try (ReleasePublisher publisher = new ReleasePublisher(local.kafka(), settings.topics())) {
            publisher.publish(shadows(first));
        }
        return new LearningLoop(local, settings, recommend, local.startRetrainJob(retrain));
    }

    private static Experiment shadows(Release first) {
        VariantModel firstForEver = new VariantModel.Pinned(ModelPointer.to(first));
        return new Experiment(
                first.name(),
                EXPERIMENT,
                EXPERIMENT,
                List.of(
                        new Variant(FROZEN, MODEL_SHARE, true, VariantList.MODEL, firstForEver),
                        new Variant(POPULARITY_HOUR, 1, true, VariantList.POPULARITY, VariantModel.CHAMPION),
                        new Variant(SUCCESSORS, 1, true, VariantList.SUCCESSORS, VariantModel.CHAMPION),
                        new Variant(
                                PERIODIC_ONLY,
                                MODEL_SHARE,
                                true,
                                VariantList.RANKED,
                                VariantModel.CHAMPION_AS_RELEASED)),
                first.createdAtMs(),
                "what each part of the loop is worth");
    }

    /** That of the RetrainJob, for the replay. */
    public Pace pace() {
        return new RetrainPace(retrain.metrics());
    }

    /** Whether the RetrainJob has ended, as it should not by itself. */
    public boolean hasEnded() {
        return retrain.hasEnded();
    }

    /** What came of it so far. */
    public LoopFigures figures() throws Exception {
        List<Release> releases = ReleaseReader.read(local.kafka(), settings.topics(), TOPIC_TIMEOUT)
                .history()
                .versions(settings.scorer().modelName())
                .stream()
                .sorted(Comparator.comparingLong(Release::createdAtMs))
                .toList();
        long deltas = Math.round(recommend
                .metrics()
                .read("SessionScorer", MetricNames.DELTAS_APPLIED, JobMetrics.Aggregate.MIN)
                .orElse(0));
        List<QualityWindow> windows = ExperimentReader.windows(local.kafka(), settings.topics(), 0, TOPIC_TIMEOUT);
        return LoopFigures.of(releases, deltas, windows);
    }
}
