package io.segue.streaming.cli;

import io.segue.streaming.options.JobSettings;
import io.segue.streaming.options.OptionReader;
import io.segue.streaming.options.SegueOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The options of the job, for commands that run it. */
final class JobOptions {
    @CommandLine.Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties file with options of the job.")
    @Nullable
    private Path config;

    @CommandLine.Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "One option of the job (deploy/docs/configuration.md); wins over the file.")
    private Map<String, String> pairs = Map.of();

    /** The file that the user gave. */
    Optional<Path> config() {
        return Optional.ofNullable(config);
    }

    /**
     * All options.
     *
     * @param commandDefaults which the user's own options override
     * @param commandOptions of the command line, which override the user's
     */
    Configuration options(Map<String, String> commandDefaults, Map<String, String> commandOptions) {
        Map<String, String> merged = new HashMap<>(commandDefaults);
        if (config != null) {
            merged.putAll(OptionReader.load(config));
        }
        merged.putAll(pairs);
        merged.putAll(commandOptions);
        return OptionReader.read(Optional.empty(), merged);
    }

    /** The settings with defaults of the command, which the user's own options override. */
    JobSettings settings(Map<String, String> commandDefaults) {
        return JobSettings.of(options(commandDefaults, Map.of()));
    }

    /** The settings. */
    JobSettings settings() {
        return settings(Map.of());
    }

    /** The settings for a job at this broker. */
    JobSettings settingsAt(String bootstrapServers) {
        return settings(Map.of(SegueOptions.BOOTSTRAP_SERVERS.key(), bootstrapServers));
    }
}
