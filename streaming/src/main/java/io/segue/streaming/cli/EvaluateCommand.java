package io.segue.streaming.cli;

import io.segue.models.evaluation.Contender;
import io.segue.models.evaluation.ContenderFailedException;
import io.segue.models.evaluation.Evaluation;
import io.segue.models.evaluation.EvaluationReport;
import io.segue.models.evaluation.EvaluationSettings;
import io.segue.models.evaluation.JudgeSettings;
import io.segue.models.evaluation.Split;
import io.segue.models.gru.GruSettings;
import io.segue.models.gru.TrainingDivergedException;
import io.segue.state.settings.InvalidOptionException;
import io.segue.streaming.evaluation.ContenderCatalogue;
import io.segue.streaming.evaluation.ContenderSettings;
import io.segue.streaming.evaluation.DataFile;
import io.segue.streaming.evaluation.EvaluationJson;
import io.segue.streaming.evaluation.EvaluationPage;
import io.segue.streaming.evaluation.EvaluationRun;
import io.segue.streaming.evaluation.EvaluationText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code ./segue evaluate}. */
@CommandLine.Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Trains models on the older part of a log, judges them on the newer one, and compares them.")
final class EvaluateCommand implements Callable<Integer> {
    /** Others are compared with it, where it takes part. */
    private static final String USUAL_REFERENCE = "gru";

    private final Function<ContenderSettings, ContenderCatalogue> catalogue;

    @CommandLine.Mixin
    private final SplitOptions splitOptions = new SplitOptions();

    @CommandLine.Mixin
    private final TrainingOptions training = new TrainingOptions();

    @CommandLine.Mixin
    private final JobOptions job = new JobOptions();

    @CommandLine.Mixin
    private final Figures figures = new Figures();

    @CommandLine.Option(
            names = "--models",
            paramLabel = "NAME",
            split = ",",
            completionCandidates = ContenderNames.Models.class,
            description = "Which models, with commas between, of ${COMPLETION-CANDIDATES}"
                    + " (default: all there are, or none beside --ablate).")
    private List<String> names = List.of();

    @CommandLine.Option(
            names = "--ablate",
            paramLabel = "NAME",
            split = ",",
            completionCandidates = ContenderNames.Ablated.class,
            description = "Models with each of their variants, in which one ingredient is changed, or single variants,"
                    + " with commas between. Each variant is compared with its model. There are:%n"
                    + "${COMPLETION-CANDIDATES}.%n"
                    + "With --live also 'rank without live features'.")
    private List<String> ablated = List.of();

    @CommandLine.Option(
            names = "--against",
            paramLabel = "NAME",
            description = "The model with which the others are compared, one of those that take part"
                    + " (default: gru, or else the first).")
    @Nullable
    private String against;

    @CommandLine.Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1",
            description = "Trainings of each model in which something is random, with seeds from --seed on"
                    + " (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @CommandLine.Option(
            names = "--at",
            paramLabel = "K",
            split = ",",
            description = "Lengths at which lists are cut; the longest is that of all other figures"
                    + " (default: 1,5,10,20).")
    private List<Integer> cutoffs = JudgeSettings.DEFAULT.cutoffs();

    @CommandLine.Option(
            names = "--live",
            negatable = true,
            description = "Models that can go on learning during the test do, or don't"
                    + " (default: only with --protocol prequential).")
    @Nullable
    private Boolean live;

    @CommandLine.Option(names = "--html", paramLabel = "FILE", description = "Writes a page with tables and plots.")
    @Nullable
    private Path page;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private final Progress progress = Progress.toConsole();

    EvaluateCommand() {
        this(ContenderCatalogue::all);
    }

    EvaluateCommand(Function<ContenderSettings, ContenderCatalogue> catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Integer call() throws IOException {
        Instant startedAt = Instant.now();
        figures.check();
        if (page != null) {
            Figures.check("--html", page);
        }
        training.check();
        splitOptions.check();
        GruSettings gru = training.settings(GruSettings.DEFAULT.optimizer().epochs());
        EvaluationSettings settings = new EvaluationSettings(
                new JudgeSettings(cutoffs, JudgeSettings.DEFAULT.bundleTurns()),
                seeds,
                gru.seed(),
                EvaluationSettings.DEFAULT.resamples());
        List<Contender> contenders = contenders(gru);
        String reference = reference(contenders);
        BadLines badLines = new BadLines();
        Duration gap = job.settings().scorer().session().gap();
        Split split = badLines.summingUp(() -> splitOptions.read(gap, badLines));
        EvaluationRun run = run(settings, startedAt);
        progress.line(splitOptions.title());
        progress.line(EvaluationText.sizes(split.sizes()));
        // Ctrl-C ends the training or the judgement that runs.
        try (Interrupt interrupt = new Interrupt()) {
            interrupt.onRequest(Thread.currentThread()::interrupt);
            Evaluation evaluation = new Evaluation(split, settings, new ProgressLines(progress));
            show(run, judged(evaluation, contenders, reference, run));
        }
        return ExitCode.DONE;
    }

    private boolean isLive() {
        return live == null ? splitOptions.isLiveByDefault() : live;
    }

    private EvaluationRun run(EvaluationSettings settings, Instant startedAt) throws IOException {
        Map<String, Path> files = splitOptions.files();
        training.file().ifPresent(file -> files.put("--settings", file));
        job.config().ifPresent(file -> files.put("--config", file));
        List<DataFile> dataFiles = new ArrayList<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            dataFiles.add(DataFile.of(file.getKey(), file.getValue()));
        }
        return new EvaluationRun(
                Segue.VERSION,
                ShownArguments.of(spec),
                splitOptions.protocolName(),
                isLive(),
                settings.firstSeed(),
                settings.seeds(),
                dataFiles,
                startedAt);
    }

    private List<Contender> contenders(GruSettings gru) {
        ContenderCatalogue all = catalogue.apply(new ContenderSettings(
                gru,
                training.plain(),
                training.similar(),
                training.ranking(),
                training.device(),
                job.settings().ranker().live(),
                job.settings().ranker().rank(),
                isLive(),
                new TrainingLines(progress)));
        try {
            Set<Contender> chosen = new LinkedHashSet<>(all.withVariants(ablated));
            chosen.addAll(all.named(names.isEmpty() && ablated.isEmpty() ? all.names() : names));
            return List.copyOf(chosen);
        } catch (IllegalArgumentException unknown) {
            throw new CommandFailure(ExitCode.USAGE, "--models or --ablate: " + unknown.getMessage());
        }
    }

    private String reference(List<Contender> contenders) {
        List<String> taking = contenders.stream().map(Contender::name).toList();
        if (against == null) {
            return taking.contains(USUAL_REFERENCE) ? USUAL_REFERENCE : taking.get(0);
        }
        if (!taking.contains(against)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--against is '" + against + "', but must be one of the models: " + String.join(", ", taking));
        }
        return against;
    }

    private EvaluationReport judged(
            Evaluation evaluation, List<Contender> contenders, String reference, EvaluationRun run) {
        try {
            EvaluationReport report = evaluation.run(contenders, reference);
            // Too late to end anything; but an interrupted thread cannot write files.
            Thread.interrupted();
            return report;
        } catch (RuntimeException ended) {
            boolean wasInterrupted = Thread.interrupted() || ended instanceof CancellationException;
            Optional<EvaluationReport> soFar = evaluation.soFar(contenders, reference);
            soFar.ifPresent(report -> show(run, report));
            if (wasInterrupted) {
                String rest = soFar.isPresent() ? "the figures lack what was not judged" : "no figures are written";
                throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted; " + rest);
            }
            throw failure(ended);
        }
    }

    private static RuntimeException failure(RuntimeException ended) {
        if (!(ended instanceof ContenderFailedException)) {
            return ended;
        }
        Throwable cause = ended.getCause();
        int exitCode = cause instanceof TrainingDivergedException
                ? ExitCode.DIVERGED
                : cause instanceof InvalidOptionException ? ExitCode.USAGE : ExitCode.DATA;
        return new CommandFailure(exitCode, String.valueOf(ended.getMessage()));
    }

    private void show(EvaluationRun run, EvaluationReport report) {
        progress.line("");
        progress.line(EvaluationText.tables(report));
        figures.write(json -> EvaluationJson.write(run, report, json));
        writePage(run, report);
    }

    private void writePage(EvaluationRun run, EvaluationReport report) {
        if (page == null) {
            return;
        }
        try {
            Files.writeString(page, new EvaluationPage(run, report, splitOptions.title()).html());
        } catch (IOException unwritable) {
            throw new CommandFailure(ExitCode.FAILED, "cannot write " + page + ": " + unwritable);
        }
    }

    private record ProgressLines(Progress progress) implements Evaluation.Listener {
        @Override
        public void onTraining(String name, int run, int runs) {
            progress.line("training " + name + (runs > 1 ? ", run %d of %d".formatted(run, runs) : ""));
        }

        @Override
        public void onPlayed(String name, int turns, int ofTurns) {
            progress.update("judging %s  %,d of %,d events".formatted(name, turns, ofTurns));
        }
    }
}
