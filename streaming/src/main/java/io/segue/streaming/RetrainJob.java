package io.segue.streaming;

import io.segue.connectors.source.Clock;
import io.segue.streaming.job.RetrainTopology;
import io.segue.streaming.job.StartChecks;
import io.segue.streaming.options.OptionReader;
import io.segue.streaming.options.RetrainSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Submits the RetrainJob to a cluster: {@code flink run -c io.segue.streaming.RetrainJob segue-job.jar --config
 * segue.properties -Dsegue.key=value}.
 */
@CommandLine.Command(
        name = "RetrainJob",
        mixinStandardHelpOptions = true,
        description = "Keeps a log of sessions, from which models are trained.")
public final class RetrainJob {
    /** The job's name on the dashboard. */
    public static final String NAME = "RetrainJob";

    @CommandLine.Option(names = "--config", description = "Properties file with options of the job.")
    @Nullable
    private Path config;

    @CommandLine.Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "One option of the job; wins over the file.")
    private Map<String, String> pairs = Map.of();

    private RetrainJob() {}

    public static void main(String[] arguments) throws Exception {
        CommandLine commandLine = new CommandLine(new RetrainJob());
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
        ((RetrainJob) commandLine.getCommand()).submit();
    }

    private void submit() throws Exception {
        RetrainSettings settings = RetrainSettings.of(OptionReader.read(Optional.ofNullable(config), pairs));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        StartChecks.run(settings.job(), environment.getParallelism());
        new RetrainTopology(settings, Clock.SYSTEM).build(environment);
        environment.execute(NAME);
    }
}
