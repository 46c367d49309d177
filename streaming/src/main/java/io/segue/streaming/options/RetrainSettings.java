package io.segue.streaming.options;

import static io.segue.state.settings.Requirements.require;

import io.segue.connectors.sessionlog.SessionLogSettings;
import io.segue.connectors.sink.SinkSettings;
import io.segue.connectors.source.SourceSettings;
import io.segue.models.tuning.SettingsFile;
import io.segue.operators.retrain.RetrainClock;
import io.segue.operators.retrain.RetrainSchedule;
import io.segue.state.prequential.DropSettings;
import io.segue.state.session.ClosingRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;

/**
 * All options of the RetrainJob, checked. Making one names the first option that is wrong.
 *
 * @param job what it has in common with the RecommendJob, for which it trains
 * @param userTtl of users without events, by our clock
 * @param rounds empty for a job that keeps the log and trains nothing
 * @param learning empty for a job whose champions stay as they were trained
 * @param hasOwnSlots whether what trains and what learns on share no slot with the rest
 */
public record RetrainSettings(
        JobSettings job,
        SourceSettings source,
        ClosingRules closing,
        Duration userTtl,
        SessionLogSettings sessionLog,
        SinkSettings sink,
        Optional<RoundSettings> rounds,
        Optional<LearnSettings> learning,
        boolean hasOwnSlots) {

    private static final Duration A_DAY = Duration.ofDays(1);

    public RetrainSettings {
        require(
                !source.groupId().equals(job.source().groupId()),
                RetrainJobOptions.RETRAIN_GROUP_ID.key(),
                source.groupId(),
                "another than " + SegueOptions.GROUP_ID.key() + ", or each job would go on from the other's offsets");
        Duration open = closing.session().gap().plus(closing.lateness()).plus(A_DAY);
        require(
                sessionLog.retention().compareTo(open) > 0,
                RetrainJobOptions.SESSIONS_RETENTION.key(),
                sessionLog.retention(),
                "above " + open + " (" + SegueOptions.SESSION_GAP.key() + ", "
                        + RetrainJobOptions.SESSIONS_LATENESS.key() + " and a day), or days are deleted in which"
                        + " sessions still end");
    }

    /** Slots beyond those that a job has for its subtasks. */
    public int ownSlots() {
        return hasOwnSlots ? (rounds.isPresent() ? 1 : 0) + (learning.isPresent() ? 1 : 0) : 0;
    }

    /** Reads and checks every option. */
    public static RetrainSettings of(Configuration options) {
        JobSettings job = JobSettings.of(options);
        return new RetrainSettings(
                job,
                new SourceSettings(
                        job.source().connection(),
                        JobSettings.get(options, RetrainJobOptions.RETRAIN_GROUP_ID),
                        job.source().partitionDiscovery()),
                new ClosingRules(job.scorer().session(), JobSettings.get(options, RetrainJobOptions.SESSIONS_LATENESS)),
                job.scorer().serving().userTtl(),
                new SessionLogSettings(
                        JobSettings.get(options, RetrainJobOptions.SESSIONS_FOLDER),
                        JobSettings.get(options, RetrainJobOptions.SESSIONS_COMPACTION_CHECKPOINTS),
                        JobSettings.get(options, RetrainJobOptions.SESSIONS_RETENTION)),
                job.sink(),
                roundsOf(options),
                LearnSettings.of(options, job.scorer().serving().modelName()),
                ownSlotsOf(options));
    }

    private static Optional<RoundSettings> roundsOf(Configuration options) {
        String store = JobSettings.get(options, RetrainJobOptions.RETRAIN_STORE);
        if (store.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RoundSettings(
                store,
                new RetrainSchedule(
                        JobSettings.get(options, RetrainJobOptions.RETRAIN_EVERY),
                        JobSettings.get(options, RetrainJobOptions.RETRAIN_EARLY_SESSIONS),
                        clockOf(options),
                        new DropSettings(
                                JobSettings.get(options, RetrainJobOptions.RETRAIN_EARLY_DROP),
                                JobSettings.get(options, RetrainJobOptions.RETRAIN_EARLY_TESTS_MIN))),
                JobSettings.get(options, RetrainJobOptions.RETRAIN_DAYS),
                JobSettings.get(options, RetrainJobOptions.RETRAIN_SESSIONS_MIN),
                JobSettings.get(options, RetrainJobOptions.RETRAIN_SLICE),
                new WarmSettings(
                        JobSettings.get(options, RetrainJobOptions.RETRAIN_FULL_EVERY),
                        JobSettings.get(options, RetrainJobOptions.RETRAIN_WARM_EPOCHS)),
                JobSettings.get(options, RetrainJobOptions.RETRAIN_KEEP),
                modelsOf(options),
                RoundSettings.gateOf(options)));
    }

    /** Read here, where the job is submitted: the file need not be where it runs. */
    private static SettingsFile modelsOf(Configuration options) {
        String file = JobSettings.get(options, RetrainJobOptions.RETRAIN_SETTINGS_FILE);
        try {
            return file.isEmpty() ? SettingsFile.DEFAULT : SettingsFile.read(Path.of(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    RetrainJobOptions.RETRAIN_SETTINGS_FILE.key() + " " + file + " cannot be read", unreadable);
        }
    }

    private static boolean ownSlotsOf(Configuration options) {
        String text = JobSettings.get(options, RetrainJobOptions.RETRAIN_SLOTS);
        require(
                text.equals("shared") || text.equals("own"),
                RetrainJobOptions.RETRAIN_SLOTS.key(),
                "'" + text + "'",
                "shared or own");
        return text.equals("own");
    }

    private static RetrainClock clockOf(Configuration options) {
        String text = JobSettings.get(options, RetrainJobOptions.RETRAIN_CLOCK);
        require(
                text.equals("processing") || text.equals("event"),
                RetrainJobOptions.RETRAIN_CLOCK.key(),
                "'" + text + "'",
                "processing or event");
        return RetrainClock.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
