package io.segue.streaming.cli;

import io.segue.connectors.dataset.EventLog;
import io.segue.models.device.DeviceChoice;
import io.segue.models.evaluation.LastDaysProtocol;
import io.segue.models.evaluation.Split;
import io.segue.models.evaluation.TooLittleDataException;
import io.segue.models.gate.Gate;
import io.segue.models.gate.Verdict;
import io.segue.state.log.LoggedEvent;
import io.segue.streaming.options.JobSettings;
import io.segue.streaming.options.RoundSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code ./segue gate}. */
@CommandLine.Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        description = "Judges a candidate against the champion on the newest part of a log, behind what one of"
                + " them has learned from, and prints the verdict. Nothing is released. What it asks for is set by"
                + " -Dsegue.gate.*, as for the RetrainJob.")
final class GateCommand implements Callable<Integer> {
    @CommandLine.Mixin
    private final JobOptions job = new JobOptions();

    @CommandLine.Mixin
    private final ItemOptions items = new ItemOptions();

    @CommandLine.Mixin
    private final Figures figures = new Figures();

    @CommandLine.Option(names = "--candidate", required = true, paramLabel = "DIR", description = "Its bundle.")
    private Path candidate = Path.of("");

    @CommandLine.Option(
            names = "--champion",
            paramLabel = "DIR",
            description = "The champion's bundle (default: none, popularity stands in for it).")
    @Nullable
    private Path champion;

    @CommandLine.Option(names = "--data", required = true, paramLabel = "FILE", description = "CSV or CSV.gz.")
    private Path data = Path.of("");

    @CommandLine.Option(
            names = "--slice",
            paramLabel = "DURATION",
            defaultValue = "1d",
            converter = DurationConverter.class,
            description = "The newest part of the log to judge on; counts and histories come from what is older"
                    + " (default: ${DEFAULT-VALUE}).")
    private Duration slice = Duration.ZERO;

    @CommandLine.Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "auto",
            description = "Where the models run: auto, cpu or cuda:N (default: ${DEFAULT-VALUE}).")
    private String device = "";

    @Override
    public Integer call() {
        figures.check();
        Configuration options = job.options(Map.of(), Map.of());
        JobSettings settings = JobSettings.of(options);
        Gate gate = new Gate(
                RoundSettings.gateOf(options),
                settings.ranker().live(),
                settings.ranker().rank(),
                new DeviceChoice(device));
        Split split = split(settings.scorer().session().gap());
        show(champion == null ? gate.judgeFirst(split, candidate) : gate.judge(split, candidate, champion));
        return ExitCode.DONE;
    }

    private Split split(Duration gap) {
        BadLines badLines = new BadLines();
        List<LoggedEvent> events = badLines.summingUp(() -> items.readAllLogged(EventLog.at(data), badLines));
        try {
            return LastDaysProtocol.raw(slice, gap).split(events);
        } catch (TooLittleDataException tooLittle) {
            throw new CommandFailure(ExitCode.DATA, "--slice " + slice + ": " + tooLittle.getMessage());
        }
    }

    private void show(Verdict verdict) {
        System.out.println(
                verdict.outcome().code() + (verdict.against().isEmpty() ? "" : ", against " + verdict.against()));
        verdict.reasons().forEach(reason -> System.out.println("  " + reason));
        verdict.figures().forEach((name, value) -> System.out.printf(Locale.ROOT, "%-24s %.6g%n", name, value));
        figures.write(json -> {
            json.put("verdict", verdict.outcome().code());
            json.put("against", verdict.against());
            verdict.reasons().forEach(json.putArray("reasons")::add);
            verdict.figures().forEach(json.putObject("figures")::put);
        });
    }
}
