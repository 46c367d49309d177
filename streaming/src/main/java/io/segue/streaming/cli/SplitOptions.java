package io.segue.streaming.cli;

import static io.segue.state.settings.Requirements.require;

import io.segue.connectors.dataset.BadLineListener;
import io.segue.connectors.dataset.EventLog;
import io.segue.models.evaluation.GivenSplit;
import io.segue.models.evaluation.LastDaysProtocol;
import io.segue.models.evaluation.PrequentialProtocol;
import io.segue.models.evaluation.Protocol;
import io.segue.models.evaluation.Split;
import io.segue.models.evaluation.TooLittleDataException;
import io.segue.models.evaluation.ValidationCut;
import io.segue.state.log.LoggedEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What a command learns from and judges on. */
final class SplitOptions {
    private static final double MS_PER_DAY = Duration.ofDays(1).toMillis();

    /** The protocols, by the names of their options. */
    private enum Kind {
        RECSYS23("choose another --test-days, a longer log, or --protocol raw, which keeps rare items"),
        RAW("choose another --test-days, or a longer log"),
        PREQUENTIAL("choose another --judge-after, more --events, or a longer log");

        private final String wayOut;

        Kind(String wayOut) {
            this.wayOut = wayOut;
        }

        /** In lower case, so that help and errors name what people type. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @CommandLine.Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Event log, CSV or CSV.gz, that is split by the protocol.")
    @Nullable
    private Path data;

    @CommandLine.Option(
            names = "--train",
            paramLabel = "FILE",
            description = "With --test, in place of --data: a log to learn from, taken as it is.")
    @Nullable
    private Path train;

    @CommandLine.Option(
            names = "--test",
            paramLabel = "FILE",
            description = "With --train: a log to judge on; items that the other lacks are left out.")
    @Nullable
    private Path test;

    @CommandLine.Option(
            names = "--protocol",
            paramLabel = "NAME",
            defaultValue = "recsys23",
            description = "How to split: recsys23 (the last days; items with at least 5 events), raw (the last days;"
                    + " all items), prequential (all that comes after the first hours, in order of time)"
                    + " (default: ${DEFAULT-VALUE}).")
    private String protocolName = "";

    @CommandLine.Option(
            names = "--test-days",
            paramLabel = "DAYS",
            defaultValue = "7",
            description = "recsys23 and raw: sessions that start in the last days are the test"
                    + " (default: ${DEFAULT-VALUE}).")
    private double testDays;

    @CommandLine.Option(
            names = "--validation",
            description = "recsys23 and raw: cut the test off, never look at it, and judge on the last --test-days of"
                    + " what is left, as ./segue tune does.")
    private boolean isValidation;

    @CommandLine.Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "400000",
            description = "prequential: the first events are taken (default: ${DEFAULT-VALUE}).")
    private int eventsMax;

    @CommandLine.Option(
            names = "--judge-after",
            paramLabel = "DURATION",
            defaultValue = "24h",
            converter = DurationConverter.class,
            description = "prequential: how much is learned from before (default: ${DEFAULT-VALUE}).")
    private Duration judgeAfter = Duration.ZERO;

    @CommandLine.Mixin
    private final SessionOptions sessions = new SessionOptions();

    @CommandLine.Mixin
    private final ItemOptions items = new ItemOptions();

    /** Refuses what cannot be used, before anything long begins. */
    void check() {
        boolean whole = (data != null) != sessions.isGiven() && train == null && test == null;
        boolean given = !isWhole() && train != null && test != null;
        if (!whole && !given) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "give --data FILE, or --sessions DIR, or --train FILE and --test FILE, and not more of them");
        }
        sessions.check();
        protocol(Duration.ofMinutes(1));
        if (isValidation && (!isWhole() || kind() == Kind.PREQUENTIAL)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--validation needs --data FILE or --sessions DIR, and --protocol recsys23 or raw");
        }
    }

    /** Whether one log is split. */
    private boolean isWhole() {
        return data != null || sessions.isGiven();
    }

    /** Whether models go on learning during the test, where nobody says otherwise. */
    boolean isLiveByDefault() {
        return isWhole() && kind() == Kind.PREQUENTIAL;
    }

    /** The name of the protocol, or {@code given} where the user splits. */
    String protocolName() {
        return isWhole() ? protocolName : "given";
    }

    /** What is read, by the options. */
    Map<String, Path> files() {
        Map<String, Path> files = new LinkedHashMap<>();
        Optional.ofNullable(data).ifPresent(file -> files.put("--data", file));
        Optional.ofNullable(train).ifPresent(file -> files.put("--train", file));
        Optional.ofNullable(test).ifPresent(file -> files.put("--test", file));
        items.file().ifPresent(file -> files.put("--items", file));
        return files;
    }

    /** For people: what is split, and how. */
    String title() {
        if (!isWhole()) {
            return "learned from " + train + ", judged on " + test;
        }
        Object log = data == null ? sessions.title() : data.getFileName();
        return switch (kind()) {
            case RECSYS23, RAW ->
                "%s, %s, the last %s days%s"
                        .formatted(
                                log,
                                protocolName,
                                String.valueOf(testDays).replaceFirst("\\.0$", ""),
                                isValidation ? " before the test" : "");
            case PREQUENTIAL ->
                "%s, %s, the first %,d events, judged after %d h"
                        .formatted(log, protocolName, eventsMax, judgeAfter.toHours());
        };
    }

    /**
     * Reads the logs and splits them.
     *
     * @param gap idle time that ends a session of a log that names none
     */
    Split read(Duration gap, BadLineListener badLines) {
        try {
            if (data != null) {
                return split(gap, items.readAllLogged(EventLog.at(data), badLines));
            }
            if (sessions.isGiven()) {
                return split(gap, items.described(sessions.readAllLogged(), badLines));
            }
            return GivenSplit.of(given("--train", train, badLines), given("--test", test, badLines), gap);
        } catch (TooLittleDataException tooLittle) {
            throw new CommandFailure(ExitCode.DATA, tooLittle.getMessage() + "; give more by --train and --test");
        }
    }

    private Split split(Duration gap, List<LoggedEvent> events) {
        try {
            if (!isValidation) {
                return protocol(gap).split(events);
            }
            LastDaysProtocol lastDays = lastDays(gap);
            return ValidationCut.of(lastDays, lastDays, events).split();
        } catch (TooLittleDataException tooLittle) {
            throw new CommandFailure(ExitCode.DATA, tooLittle.getMessage() + "; " + wayOut(events));
        }
    }

    private String wayOut(List<LoggedEvent> events) {
        double days = events.isEmpty() ? 0 : daysBetween(events.get(0), events.get(events.size() - 1));
        boolean takesAll = testDays * (isValidation ? 2 : 1) >= days;
        if (kind() == Kind.PREQUENTIAL || events.isEmpty() || !takesAll) {
            return kind().wayOut;
        }
        return "the log spans %.1f days, and %s all of them: choose fewer --test-days or a longer log"
                .formatted(days, isValidation ? "test and validation take" : "the test takes");
    }

    private static double daysBetween(LoggedEvent first, LoggedEvent last) {
        return (last.timestampMs() - first.timestampMs()) / MS_PER_DAY;
    }

    private List<LoggedEvent> given(String option, @Nullable Path file, BadLineListener badLines) {
        if (file == null) {
            throw new CommandFailure(ExitCode.USAGE, option + " is missing");
        }
        return items.readAllLogged(EventLog.at(file), badLines);
    }

    private Kind kind() {
        for (Kind kind : Kind.values()) {
            if (kind.toString().equals(protocolName)) {
                return kind;
            }
        }
        throw new CommandFailure(
                ExitCode.USAGE, "--protocol is '" + protocolName + "', but must be recsys23, raw or prequential");
    }

    private Protocol protocol(Duration gap) {
        require(testDays > 0 && testDays <= 36_500, "--test-days", testDays, "within (0, 36500]");
        require(eventsMax >= 1, "--events", eventsMax, "at least 1");
        require(judgeAfter.toMillis() >= 1, "--judge-after", judgeAfter, "above 0");
        return kind() == Kind.PREQUENTIAL ? new PrequentialProtocol(eventsMax, judgeAfter, gap) : lastDays(gap);
    }

    private LastDaysProtocol lastDays(Duration gap) {
        Duration testSpan = Duration.ofMillis(Math.max(1, Math.round(testDays * MS_PER_DAY)));
        return kind() == Kind.RAW ? LastDaysProtocol.raw(testSpan, gap) : LastDaysProtocol.recsys23(testSpan, gap);
    }
}
