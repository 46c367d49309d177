package io.segue.streaming.options;

import static io.segue.state.settings.Requirements.require;

import io.segue.connectors.sessionlog.SessionLogSettings;
import io.segue.connectors.sink.Delivery;
import io.segue.connectors.sink.SinkSettings;
import io.segue.connectors.source.SourceSettings;
import io.segue.models.gate.GateSettings;
import io.segue.operators.retrain.RetrainSchedule;
import io.segue.state.session.ClosingRules;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;

/**
 * All options of the RetrainJob, checked. Making one names the first option that is wrong.
 *
 * @param job what it has in common with the RecommendJob, for which it trains
 * @param userTtl of users without events, by our clock
 * @param rounds empty for a job that keeps the log and trains nothing
 * @param learning empty for a job whose champions stay as they were trained
 */
public record RetrainSettings(
        JobSettings job,
        SourceSettings source,
        ClosingRules closing,
        Duration userTtl,
        SessionLogSettings sessionLog,
        SinkSettings sink,
        Optional<RoundSettings> rounds,
        Optional<LearnSettings> learning) {

    public RetrainSettings {
        require(
                !source.groupId().equals(job.source().groupId()),
                SegueOptions.RETRAIN_GROUP_ID.key(),
                source.groupId(),
                "another than " + SegueOptions.GROUP_ID.key() + ", or each job would go on from the other's offsets");
        require(
                sink.delivery() == Delivery.FAST
                        || !sink.transactionalIdPrefix().equals(job.sink().transactionalIdPrefix()),
                SegueOptions.RETRAIN_TRANSACTION_ID_PREFIX.key(),
                sink.transactionalIdPrefix(),
                "another than " + SegueOptions.TRANSACTION_ID_PREFIX.key() + ", or each job would fence the other");
    }

    /** Reads and checks every option. */
    public static RetrainSettings of(Configuration options) {
        JobSettings job = JobSettings.of(options);
        return new RetrainSettings(
                job,
                new SourceSettings(
                        job.source().connection(),
                        JobSettings.get(options, SegueOptions.RETRAIN_GROUP_ID),
                        job.source().partitionDiscovery()),
                new ClosingRules(job.scorer().session(), JobSettings.get(options, SegueOptions.SESSIONS_LATENESS)),
                job.scorer().serving().userTtl(),
                new SessionLogSettings(
                        JobSettings.get(options, SegueOptions.SESSIONS_FOLDER),
                        JobSettings.get(options, SegueOptions.SESSIONS_COMPACTION_CHECKPOINTS),
                        JobSettings.get(options, SegueOptions.SESSIONS_RETENTION)),
                new SinkSettings(
                        job.source().connection(),
                        job.sink().delivery(),
                        JobSettings.get(options, SegueOptions.RETRAIN_TRANSACTION_ID_PREFIX),
                        job.sink().transactionTimeout(),
                        job.sink().compression()),
                roundsOf(options),
                LearnSettings.of(options, job.scorer().serving().modelName()));
    }

    private static Optional<RoundSettings> roundsOf(Configuration options) {
        String store = JobSettings.get(options, SegueOptions.RETRAIN_STORE);
        if (store.isEmpty()) {
            return Optional.empty();
        }
        GateSettings gate = GateSettings.DEFAULT;
        return Optional.of(new RoundSettings(
                store,
                new RetrainSchedule(
                        JobSettings.get(options, SegueOptions.RETRAIN_EVERY),
                        JobSettings.get(options, SegueOptions.RETRAIN_EARLY_SESSIONS)),
                JobSettings.get(options, SegueOptions.RETRAIN_DAYS),
                JobSettings.get(options, SegueOptions.RETRAIN_SESSIONS_MIN),
                JobSettings.get(options, SegueOptions.RETRAIN_SLICE),
                JobSettings.get(options, SegueOptions.RETRAIN_SETTINGS_FILE),
                new GateSettings(
                        gate.primary(),
                        gate.guard(),
                        JobSettings.get(options, SegueOptions.GATE_SIGNIFICANCE),
                        JobSettings.get(options, SegueOptions.GATE_GUARD_MARGIN),
                        JobSettings.get(options, SegueOptions.GATE_PREDICTIONS_MIN),
                        JobSettings.get(options, SegueOptions.GATE_COVERAGE_MIN),
                        JobSettings.get(options, SegueOptions.GATE_LIST_MS_MAX))));
    }
}
