package io.segue.streaming.options;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.segue.connectors.sessionlog.SessionLogSettings;
import io.segue.models.gate.GateSettings;
import io.segue.operators.retrain.RetrainSchedule;
import io.segue.state.prequential.DropSettings;
import io.segue.state.session.ClosingRules;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;

/** The options of the RetrainJob alone; it reads those of {@link SegueOptions} too. */
public final class RetrainJobOptions {
    public static final ConfigOption<String> RETRAIN_GROUP_ID = key("segue.retrain.group.id")
            .stringType()
            .defaultValue("segue-retrain")
            .withDescription("RetrainJob: consumer group under which offsets are committed; another than the"
                    + " RecommendJob's.");
    public static final ConfigOption<String> SESSIONS_FOLDER = key(SessionLogSettings.FOLDER)
            .stringType()
            .defaultValue("")
            .withDescription("RetrainJob: where the session log goes, a path or URI that all TaskManagers share.");
    public static final ConfigOption<Duration> SESSIONS_LATENESS = key(ClosingRules.LATENESS)
            .durationType()
            .defaultValue(Duration.ofMinutes(5))
            .withDescription("RetrainJob: how far behind the watermark an event may be and still join its session; a"
                    + " session waits so long beyond its gap. What comes later is counted and in no session.");
    public static final ConfigOption<Integer> SESSIONS_COMPACTION_CHECKPOINTS =
            key(SessionLogSettings.COMPACTION_CHECKPOINTS)
                    .intType()
                    .defaultValue(6)
                    .withDescription(
                            "RetrainJob: after how many checkpoints the files of a day are put together in one, and can"
                                    + " be read.");
    public static final ConfigOption<Duration> SESSIONS_RETENTION = key(SessionLogSettings.RETENTION)
            .durationType()
            .defaultValue(Duration.ofDays(30))
            .withDescription("RetrainJob: event time after which a day of the session log is deleted.");

    public static final ConfigOption<String> RETRAIN_STORE = key("segue.retrain.store.folder")
            .stringType()
            .defaultValue("")
            .withDescription("RetrainJob: where the bundles that it trains go, a path that every process which serves"
                    + " them can read; none for a job that keeps the session log and trains nothing.");
    public static final ConfigOption<Duration> RETRAIN_EVERY = key(RetrainSchedule.EVERY)
            .durationType()
            .defaultValue(Duration.ofMinutes(15))
            .withDescription("RetrainJob: from the end of one training to the beginning of the next; by the time of the"
                    + " events from beginning to beginning. Without a new session none begins.");
    public static final ConfigOption<String> RETRAIN_CLOCK = key(RetrainSchedule.CLOCK)
            .stringType()
            .defaultValue("processing")
            .withDescription("RetrainJob: which time segue.retrain.every counts: processing (ours), or event, so that a"
                    + " log that is replayed is trained on every so many hours of its own.");
    public static final ConfigOption<Integer> RETRAIN_EARLY_SESSIONS = key(RetrainSchedule.EARLY_SESSIONS)
            .intType()
            .defaultValue(0)
            .withDescription("RetrainJob: sessions closed since the last training with which the next begins at once;"
                    + " 0 for never.");
    public static final ConfigOption<Double> RETRAIN_EARLY_DROP = key(DropSettings.SHARE)
            .doubleType()
            .defaultValue(DropSettings.DEFAULT.share())
            .withDescription(
                    "RetrainJob: share of the champion's best MRR@20 on segue.metrics by which a later window must"
                            + " be below it, and not by chance, for the next training to begin at once; 0 for never.");
    public static final ConfigOption<Integer> RETRAIN_EARLY_TESTS_MIN = key(DropSettings.TESTS_MIN)
            .intType()
            .defaultValue(DropSettings.DEFAULT.testsMin())
            .withDescription("RetrainJob: windows with fewer tests are not compared for that.");
    public static final ConfigOption<Integer> RETRAIN_DAYS = key("segue.retrain.days")
            .intType()
            .defaultValue(14)
            .withDescription("RetrainJob: the newest days of the session log, which are learned from.");
    public static final ConfigOption<Integer> RETRAIN_SESSIONS_MIN = key("segue.retrain.sessions.min")
            .intType()
            .defaultValue(1_000)
            .withDescription("RetrainJob: with fewer sessions to learn from nothing is trained, and the log says so.");
    public static final ConfigOption<Duration> RETRAIN_SLICE = key("segue.retrain.slice")
            .durationType()
            .defaultValue(Duration.ofHours(12))
            .withDescription(
                    "RetrainJob: the end of those days, event time, which a candidate does not learn from: there"
                            + " it is judged against the champion.");
    public static final ConfigOption<Integer> RETRAIN_FULL_EVERY = key("segue.retrain.full.every")
            .intType()
            .defaultValue(1)
            .withDescription(
                    "RetrainJob: of so many rounds one trains the session model from nothing; the others go on from the"
                            + " champion's weights, with the items that there are now. 1 for all from nothing.");
    public static final ConfigOption<Integer> RETRAIN_WARM_EPOCHS = key("segue.retrain.warm.epochs")
            .intType()
            .defaultValue(3)
            .withDescription("RetrainJob: epochs of a training that goes on from the champion.");
    public static final ConfigOption<Integer> RETRAIN_KEEP = key("segue.retrain.keep")
            .intType()
            .defaultValue(5)
            .withDescription(
                    "RetrainJob: bundles that stay in the store beside those of the champion and of the champion"
                            + " before it: the newest. Older ones are deleted after a round, whatever became of their versions.");
    public static final ConfigOption<String> RETRAIN_SLOTS = key("segue.retrain.slots")
            .stringType()
            .defaultValue("shared")
            .withDescription(
                    "RetrainJob: shared, for as many slots as it has subtasks, or own, for one more each for the"
                            + " Trainer and the Learner, so that the cluster can keep them from the rest.");
    public static final ConfigOption<String> RETRAIN_SETTINGS_FILE = key("segue.retrain.settings.file")
            .stringType()
            .defaultValue("")
            .withDescription(
                    "RetrainJob: settings of the models as JSON, such as the best.json of ./segue tune, read where the"
                            + " job is submitted; none for the defaults.");
    public static final ConfigOption<Double> GATE_SIGNIFICANCE = key(GateSettings.SIGNIFICANCE)
            .doubleType()
            .defaultValue(GateSettings.DEFAULT.significance())
            .withDescription("RetrainJob: how often a candidate that is no better than the champion may pass.");
    public static final ConfigOption<Double> GATE_GUARD_MARGIN = key(GateSettings.GUARD_MARGIN)
            .doubleType()
            .defaultValue(GateSettings.DEFAULT.guardMargin())
            .withDescription("RetrainJob: by which share of the champion's Recall@20 a candidate may be worse.");
    public static final ConfigOption<Integer> GATE_PREDICTIONS_MIN = key(GateSettings.PREDICTIONS_MIN)
            .intType()
            .defaultValue(GateSettings.DEFAULT.predictionsMin())
            .withDescription("RetrainJob: with fewer predictions in the slice nothing is decided: the version stays a"
                    + " candidate.");
    public static final ConfigOption<Double> GATE_COVERAGE_MIN = key(GateSettings.COVERAGE_MIN)
            .doubleType()
            .defaultValue(GateSettings.DEFAULT.coverageMin())
            .withDescription("RetrainJob: share of the slice's next items that a candidate must have learned of.");
    public static final ConfigOption<Double> GATE_LIST_MS_MAX = key(GateSettings.LIST_MS_MAX)
            .doubleType()
            .defaultValue(GateSettings.DEFAULT.listMsMax())
            .withDescription("RetrainJob: mean milliseconds for a list, at most.");

    private RetrainJobOptions() {}
}
