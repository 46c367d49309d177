package io.segue.streaming;

import io.segue.connectors.source.Clock;
import io.segue.operators.model.RegistryModelSource;
import io.segue.streaming.job.RecommendTopology;
import io.segue.streaming.job.StartChecks;
import io.segue.streaming.options.JobSettings;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;

/** Submits the RecommendJob to a cluster: {@code flink run segue-job.jar --config segue.properties -Dsegue.key=value}. */
@CommandLine.Command(
        name = "RecommendJob",
        mixinStandardHelpOptions = true,
        description = "Answers clicks, views and purchases with recommendations.")
public final class RecommendJob extends JobSubmission {
    /** The job's name on the dashboard. */
    public static final String NAME = "RecommendJob";

    private RecommendJob() {}

    public static void main(String[] arguments) throws Exception {
        JobSubmission.run(new RecommendJob(), arguments);
    }

    @Override
    void submit(Configuration options) throws Exception {
        JobSettings settings = JobSettings.of(options);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        StartChecks.run(settings, environment.getParallelism());
        new RecommendTopology(settings, new RegistryModelSource(settings.device()), Clock.SYSTEM).build(environment);
        environment.execute(NAME);
    }
}
