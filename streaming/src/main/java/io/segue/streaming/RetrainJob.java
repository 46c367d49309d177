package io.segue.streaming;

import io.segue.connectors.source.Clock;
import io.segue.streaming.job.RetrainTopology;
import io.segue.streaming.job.StartChecks;
import io.segue.streaming.options.RetrainSettings;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;

/**
 * Submits the RetrainJob to a cluster: {@code flink run -c io.segue.streaming.RetrainJob segue-job.jar --config
 * segue.properties -Dsegue.key=value}.
 */
@CommandLine.Command(
        name = "RetrainJob",
        mixinStandardHelpOptions = true,
        description = "Keeps a log of sessions, from which models are trained.")
public final class RetrainJob extends JobSubmission {
    /** The job's name on the dashboard. */
    public static final String NAME = "RetrainJob";

    private RetrainJob() {}

    public static void main(String[] arguments) throws Exception {
        JobSubmission.run(new RetrainJob(), arguments);
    }

    @Override
    void submit(Configuration options) throws Exception {
        RetrainSettings settings = RetrainSettings.of(options);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        StartChecks.run(settings.job(), environment.getParallelism());
        System.out.println(NAME + " takes " + (environment.getParallelism() + settings.ownSlots()) + " slots");
        new RetrainTopology(settings, Clock.SYSTEM).build(environment);
        environment.execute(NAME);
    }
}
