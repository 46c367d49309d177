package io.segue.streaming.cli;

import io.segue.connectors.dataset.EventLog;
import io.segue.models.format.ModelSummary;
import io.segue.models.gru.GruSettings;
import io.segue.models.recommender.TrainedRecommender;
import io.segue.models.report.TrainingReport;
import io.segue.state.log.LoggedEvent;
import io.segue.streaming.options.SegueOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code ./segue train}. */
@CommandLine.Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains session model, index of sessions and ranker on an event log, and writes a model bundle.")
final class TrainCommand implements Callable<Integer> {
    private static final double NANOS_PER_SECOND = 1e9;

    @CommandLine.Mixin
    private final TrainingOptions training = new TrainingOptions();

    @CommandLine.Mixin
    private final JobOptions job = new JobOptions();

    @CommandLine.Mixin
    private final ItemOptions items = new ItemOptions();

    @CommandLine.Mixin
    private final Figures figures = new Figures();

    @CommandLine.Option(names = "--data", paramLabel = "FILE", description = "Event log, CSV or CSV.gz.")
    @Nullable
    private Path data;

    @CommandLine.Mixin
    private final SessionOptions sessions = new SessionOptions();

    @CommandLine.Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the bundle goes.")
    private Path out = Path.of("");

    @CommandLine.Option(names = "--name", paramLabel = "NAME", description = "Name of the model (default: segue).")
    private String name = SegueOptions.MODEL_NAME.defaultValue();

    @CommandLine.Option(
            names = "--model-version",
            paramLabel = "VERSION",
            description = "Version of the model (default: the time, as 20261122-101530).")
    private String version = TrainingOptions.versionAt(Instant.now());

    @Override
    public Integer call() throws IOException {
        figures.check();
        training.check();
        sessions.check();
        if (Files.exists(out)) {
            throw new CommandFailure(ExitCode.USAGE, "--out " + out + " exists; a bundle is written as a new folder");
        }
        BadLines badLines = new BadLines();
        List<LoggedEvent> events = badLines.summingUp(() -> read(badLines));
        long startNanos = System.nanoTime();
        Progress progress = Progress.toConsole();
        TrainedRecommender trained = training.train(
                events.stream().map(LoggedEvent::interaction).toList(),
                LoggedEvent.catalogueOf(events),
                job.settings(),
                GruSettings.DEFAULT.optimizer().epochs(),
                false,
                progress);
        ModelSummary summary = trained.writeBundle(out, name, version, System.currentTimeMillis(), Map.of());
        double seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
        progress.line("model %s %s: %,d items, trained on %,d sessions with %,d events in %.0f s"
                .formatted(
                        summary.name(),
                        summary.version(),
                        summary.itemsCount(),
                        summary.sessionsCount(),
                        summary.eventsCount(),
                        seconds));
        progress.line("bundle " + summary.bundle() + "\nsha256 " + summary.sha256());
        Path report = TrainingReport.of(trained, summary).write(summary.bundle());
        progress.line("report " + report);
        progress.line("put it into service: ./segue release --bundle " + summary.bundle() + " --bootstrap HOST:PORT");
        figures.write(json -> {
            json.put("name", summary.name());
            json.put("version", summary.version());
            json.put("bundle", summary.bundle().toString());
            json.put("sha256", summary.sha256());
            json.put("report", report.toString());
            json.put("items", summary.itemsCount());
            json.put("sessions", summary.sessionsCount());
            json.put("events", summary.eventsCount());
            json.put("badLines", badLines.count());
            json.put("corruptFiles", sessions.corruptFiles());
            json.put("trainSeconds", seconds);
            summary.metrics().forEach(json.putObject("metrics")::put);
        });
        return ExitCode.DONE;
    }

    private List<LoggedEvent> read(BadLines badLines) {
        if (data != null && !sessions.isGiven()) {
            return items.readAllLogged(EventLog.at(data), badLines);
        }
        if (data == null && sessions.isGiven()) {
            return items.described(sessions.readAllLogged(), badLines);
        }
        throw new CommandFailure(ExitCode.USAGE, "give either --data FILE or --sessions DIR");
    }
}
