package io.segue.streaming;

import io.segue.connectors.source.Clock;
import io.segue.operators.model.RegistryModelSource;
import io.segue.streaming.job.RecommendTopology;
import io.segue.streaming.job.StartChecks;
import io.segue.streaming.options.JobSettings;
import io.segue.streaming.options.OptionReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Submits the RecommendJob to a cluster: {@code flink run segue-job.jar --config segue.properties -Dsegue.key=value}. */
@CommandLine.Command(
        name = "RecommendJob",
        mixinStandardHelpOptions = true,
        description = "Answers clicks, views and purchases with recommendations.")
public final class RecommendJob {
    /** The job's name on the dashboard. */
    public static final String NAME = "RecommendJob";

    @CommandLine.Option(names = "--config", description = "Properties file with options of the job.")
    @Nullable
    private Path config;

    @CommandLine.Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "One option of the job; wins over the file.")
    private Map<String, String> pairs = Map.of();

    private RecommendJob() {}

    public static void main(String[] arguments) throws Exception {
        CommandLine commandLine = new CommandLine(new RecommendJob());
        CommandLine.ParseResult parsed;
        try {
            parsed = commandLine.parseArgs(arguments);
        } catch (CommandLine.ParameterException wrong) {
            throw new IllegalArgumentException(wrong.getMessage(), wrong);
        }
        if (CommandLine.printHelpIfRequested(parsed)) {
            return;
        }
        // Not CommandLine.execute: the cluster's client must see what went wrong.
        ((RecommendJob) commandLine.getCommand()).submit();
    }

    private void submit() throws Exception {
        JobSettings settings = JobSettings.of(OptionReader.read(Optional.ofNullable(config), pairs));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        StartChecks.run(settings, environment.getParallelism());
        new RecommendTopology(settings, new RegistryModelSource(settings.device()), Clock.SYSTEM).build(environment);
        environment.execute(NAME);
    }
}
