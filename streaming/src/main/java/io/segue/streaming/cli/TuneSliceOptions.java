package io.segue.streaming.cli;

import static io.segue.state.settings.Requirements.require;

import io.segue.connectors.dataset.BadLineListener;
import io.segue.connectors.dataset.EventLog;
import io.segue.models.evaluation.LastDaysProtocol;
import io.segue.models.evaluation.TooLittleDataException;
import io.segue.models.evaluation.ValidationCut;
import io.segue.streaming.evaluation.DataFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What a search learns from and judges on, and what it leaves alone. */
final class TuneSliceOptions {
    private static final double MS_PER_DAY = Duration.ofDays(1).toMillis();
    private static final int HASH_DIGITS = 16;

    @CommandLine.Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            description = "Event log, CSV or CSV.gz.")
    private Path data = Path.of("");

    @CommandLine.Option(
            names = "--protocol",
            paramLabel = "NAME",
            defaultValue = "recsys23",
            description = "How to split: recsys23 (items with at least 5 events) or raw (all items)"
                    + " (default: ${DEFAULT-VALUE}).")
    private String protocolName = "";

    @CommandLine.Option(
            names = "--test-days",
            paramLabel = "DAYS",
            defaultValue = "7",
            description = "The last days are the test: they are cut off and never looked at"
                    + " (default: ${DEFAULT-VALUE}).")
    private double testDays;

    @CommandLine.Option(
            names = "--validation-days",
            paramLabel = "DAYS",
            description = "Of what is left, trials are judged on the last days (default: as many as --test-days).")
    @Nullable
    private Double validationDays;

    /** Refuses what cannot be used, before anything long begins. */
    void check() {
        requireDays("--test-days", testDays);
        requireDays("--validation-days", validationDaysOrDefault());
        protocol(testDays, Duration.ofMinutes(1));
    }

    /**
     * Reads the log and cuts it.
     *
     * @param gap idle time that ends a session of a log that names none
     */
    ValidationCut read(Duration gap, BadLineListener badLines) {
        try {
            return ValidationCut.of(
                    protocol(testDays, gap),
                    protocol(validationDaysOrDefault(), gap),
                    EventLog.at(data).readAllLogged(badLines));
        } catch (TooLittleDataException tooLittle) {
            throw new CommandFailure(
                    ExitCode.DATA,
                    tooLittle.getMessage()
                            + "; choose fewer --test-days or --validation-days, a longer log, or --protocol raw");
        }
    }

    /** By which one search is the same as another; a log counts by what is in it. */
    Map<String, String> identity() throws IOException {
        return Map.of(
                "--data",
                data.getFileName() + " (sha256 "
                        + DataFile.of("--data", data).sha256().substring(0, HASH_DIGITS) + ")",
                "--protocol",
                protocolName,
                "--test-days",
                String.valueOf(testDays),
                "--validation-days",
                String.valueOf(validationDaysOrDefault()));
    }

    /** The options of {@code ./segue evaluate} that judge on the test slice. */
    String forEvaluate() {
        return "--data %s --protocol %s --test-days %s"
                .formatted(data, protocolName, String.valueOf(testDays).replaceFirst("\\.0$", ""));
    }

    private double validationDaysOrDefault() {
        return validationDays == null ? testDays : validationDays;
    }

    private LastDaysProtocol protocol(double days, Duration gap) {
        Duration span = Duration.ofMillis(Math.max(1, Math.round(days * MS_PER_DAY)));
        return switch (protocolName) {
            case "recsys23" -> LastDaysProtocol.recsys23(span, gap);
            case "raw" -> LastDaysProtocol.raw(span, gap);
            default ->
                throw new CommandFailure(
                        ExitCode.USAGE, "--protocol is '" + protocolName + "', but must be recsys23 or raw");
        };
    }

    private static void requireDays(String option, double days) {
        require(days > 0 && days <= 36_500, option, days, "within (0, 36500]");
    }
}
