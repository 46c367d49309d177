package io.segue.streaming;

import io.segue.streaming.options.OptionReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What the main classes that submit a job to a cluster have in common: the options of the job. */
abstract class JobSubmission {
    @CommandLine.Option(names = "--config", description = "Properties file with options of the job.")
    @Nullable
    private Path config;

    @CommandLine.Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "One option of the job; wins over the file.")
    private Map<String, String> pairs = Map.of();

    /** Submits the job, unless help is asked for. */
    static void run(JobSubmission job, String[] arguments) throws Exception {
        CommandLine commandLine = new CommandLine(job);
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
        job.submit(OptionReader.read(Optional.ofNullable(job.config), job.pairs));
    }

    abstract void submit(Configuration options) throws Exception;
}
