package io.segue.streaming.options;

import static io.segue.state.settings.Requirements.require;

import io.segue.connectors.sessionlog.SessionLogSettings;
import io.segue.connectors.source.SourceSettings;
import io.segue.state.session.ClosingRules;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;

/**
 * All options of the RetrainJob, checked. Making one names the first option that is wrong.
 *
 * @param job what it has in common with the RecommendJob, for which it trains
 * @param userTtl of users without events, by our clock
 */
public record RetrainSettings(
        JobSettings job, SourceSettings source, ClosingRules closing, Duration userTtl, SessionLogSettings sessionLog) {

    public RetrainSettings {
        require(
                !source.groupId().equals(job.source().groupId()),
                SegueOptions.RETRAIN_GROUP_ID.key(),
                source.groupId(),
                "another than " + SegueOptions.GROUP_ID.key() + ", or each job would go on from the other's offsets");
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
                        JobSettings.get(options, SegueOptions.SESSIONS_RETENTION)));
    }
}
