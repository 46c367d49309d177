package io.segue.streaming.cli;

import io.segue.streaming.local.LocalRun;
import io.segue.streaming.options.LearnOptions;
import io.segue.streaming.options.RetrainJobOptions;
import io.segue.streaming.options.RetrainSettings;
import io.segue.streaming.options.SegueOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The option {@code --retrain-every}, and what the RetrainJob of a run on one machine takes for granted. */
final class RetrainOptions {
    /** A try-out has hours of events, not weeks: a slice that leaves something to learn from. */
    private static final String SLICE = "1 h";
    /** Enough for a model that tells the items of a small shop apart; the gate judges what came of it. */
    private static final String SESSIONS_MIN = "200";
    /**
     * A first model has popularity to beat, by far more than what a thousand predictions are needed to show. The
     * significance stays: fewer predictions promote fewer candidates, not worse ones.
     */
    private static final String PREDICTIONS_MIN = "200";
    /** Closed sessions can be read after a checkpoint, not after six. */
    private static final String COMPACTION_CHECKPOINTS = "1";

    private static final String REPLAY_CLOCK = "event";
    /** At full speed the default is hours of the log. */
    private static final String REPLAY_CHECKPOINTS = "2 s";
    /** At full speed the default is many times a second. */
    private static final String REPLAY_PUBLISHES = "5 min";
    /** Rounds come by the log's clock alone, so that two replays have the same ones. */
    private static final String REPLAY_DROP = "0";

    @CommandLine.Option(
            names = "--retrain-every",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Runs the RetrainJob beside, with this time from one training to the next; where a log is"
                    + " replayed, of the log (default: does not run it).")
    @Nullable
    private Duration every;

    boolean areGiven() {
        return every != null;
    }

    /**
     * The settings of a RetrainJob, where one is asked for.
     *
     * @param folder of the run
     */
    Optional<RetrainSettings> settings(JobOptions job, String bootstrapServers, Path folder) {
        return settings(job, bootstrapServers, folder, Map.of());
    }

    /**
     * The same beside a replay: rounds come by the time of the log.
     *
     * @param models settings of the models
     */
    Optional<RetrainSettings> replayed(JobOptions job, String bootstrapServers, Path folder, Path models) {
        return settings(
                job,
                bootstrapServers,
                folder,
                Map.of(
                        RetrainJobOptions.RETRAIN_CLOCK.key(),
                        REPLAY_CLOCK,
                        RetrainJobOptions.RETRAIN_EARLY_DROP.key(),
                        REPLAY_DROP,
                        RetrainJobOptions.RETRAIN_SETTINGS_FILE.key(),
                        models.toString(),
                        SegueOptions.CHECKPOINT_INTERVAL.key(),
                        REPLAY_CHECKPOINTS,
                        LearnOptions.PUBLISH_EVERY.key(),
                        REPLAY_PUBLISHES));
    }

    private Optional<RetrainSettings> settings(
            JobOptions job, String bootstrapServers, Path folder, Map<String, String> more) {
        if (every == null) {
            return Optional.empty();
        }
        Path own = LocalRun.retrainFolder(folder).toAbsolutePath();
        Map<String, String> defaults = new HashMap<>(more);
        defaults.put(SegueOptions.BOOTSTRAP_SERVERS.key(), bootstrapServers);
        defaults.put(
                RetrainJobOptions.SESSIONS_FOLDER.key(), own.resolve("sessions").toString());
        defaults.put(
                RetrainJobOptions.RETRAIN_STORE.key(), own.resolve("models").toString());
        defaults.put(RetrainJobOptions.RETRAIN_SLICE.key(), SLICE);
        defaults.put(RetrainJobOptions.RETRAIN_SESSIONS_MIN.key(), SESSIONS_MIN);
        defaults.put(RetrainJobOptions.GATE_PREDICTIONS_MIN.key(), PREDICTIONS_MIN);
        defaults.put(RetrainJobOptions.SESSIONS_COMPACTION_CHECKPOINTS.key(), COMPACTION_CHECKPOINTS);
        return Optional.of(RetrainSettings.of(
                job.options(defaults, Map.of(RetrainJobOptions.RETRAIN_EVERY.key(), every.toMillis() + " ms"))));
    }
}
