package io.segue.streaming.cli;

import io.segue.models.device.DeviceChoice;
import io.segue.models.evaluation.ValidationCut;
import io.segue.models.gru.GruSettings;
import io.segue.models.tuning.Goal;
import io.segue.models.tuning.Halving;
import io.segue.models.tuning.Journal;
import io.segue.models.tuning.Search;
import io.segue.models.tuning.SearchReport;
import io.segue.models.tuning.SettingsFile;
import io.segue.models.tuning.SliceRunner;
import io.segue.models.tuning.Trial;
import io.segue.models.tuning.TrialResult;
import io.segue.state.settings.InvalidOptionException;
import io.segue.streaming.evaluation.ContenderCatalogue;
import io.segue.streaming.evaluation.ContenderSettings;
import io.segue.streaming.evaluation.EvaluationText;
import io.segue.streaming.options.SegueOptions;
import io.segue.streaming.tuning.TunedModel;
import io.segue.streaming.tuning.TuningJson;
import io.segue.streaming.tuning.TuningText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code ./segue tune}. */
@CommandLine.Command(
        name = "tune",
        mixinStandardHelpOptions = true,
        description = "Searches for better settings of a model on your log, without looking at the test slice. Ended"
                + " early, it goes on where it was when it is started again.")
final class TuneCommand implements Callable<Integer> {
    static final String BEST = "best.json";

    private static final int HALVINGS = 3;
    private static final int DEFAULT_EPOCHS = GruSettings.DEFAULT.optimizer().epochs();

    private final Function<ContenderSettings, ContenderCatalogue> catalogue;

    @CommandLine.Mixin
    private final TuneSliceOptions slices = new TuneSliceOptions();

    @CommandLine.Mixin
    private final JobOptions job = new JobOptions();

    @CommandLine.Mixin
    private final Figures figures = new Figures();

    @CommandLine.Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "context-gru",
            description = "context-gru, gru or stan (default: ${DEFAULT-VALUE}).")
    private String modelName = "";

    @CommandLine.Option(
            names = "--trials",
            paramLabel = "N",
            defaultValue = "27",
            description = "Settings that are tried; the first are the defaults (default: ${DEFAULT-VALUE}).")
    private int trials;

    @CommandLine.Option(
            names = "--halvings",
            paramLabel = "N",
            description = "Rungs: of each the best third goes on to three times the epochs, the last one has them all"
                    + " (default: 3, or what the epochs allow; 1 for stan).")
    @Nullable
    private Integer halvings;

    @CommandLine.Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Epochs of the last rung (default: the trainer's).")
    private int epochs = DEFAULT_EPOCHS;

    @CommandLine.Option(
            names = "--objective",
            paramLabel = "NAME",
            defaultValue = "mean",
            description = "recallAt20, mrrAt20, or the mean of both relative to the defaults'"
                    + " (default: ${DEFAULT-VALUE}).")
    private String goalName = "";

    @CommandLine.Option(names = "--seed", paramLabel = "N", description = "Decides everything that is random.")
    private long seed = GruSettings.DEFAULT.seed();

    @CommandLine.Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "auto",
            description = "auto, cpu or cuda:N (default: ${DEFAULT-VALUE}).")
    private String device = "";

    @CommandLine.Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where finished trials and " + BEST + " go.")
    private Path out = Path.of("");

    private final Progress progress = Progress.toConsole();

    TuneCommand() {
        this(ContenderCatalogue::all);
    }

    TuneCommand(Function<ContenderSettings, ContenderCatalogue> catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Integer call() throws IOException {
        figures.check();
        slices.check();
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new CommandFailure(ExitCode.USAGE, "--out: " + out + " is no folder");
        }
        DeviceChoice where = new DeviceChoice(device);
        where.resolve();
        return tune(model(where));
    }

    private TunedModel<?> model(DeviceChoice where) {
        List<TunedModel<?>> all = TunedModel.all(epochs, seed, where, new TrainingLines(progress));
        try {
            return TunedModel.named(modelName, all);
        } catch (IllegalArgumentException unknown) {
            throw new CommandFailure(ExitCode.USAGE, "--model: " + unknown.getMessage());
        }
    }

    private <S> int tune(TunedModel<S> model) throws IOException {
        Halving halving = halving(model.learns() ? epochs : 1);
        Goal goal = goal();
        Duration gap = job.settings().scorer().session().gap();
        BadLines badLines = new BadLines();
        ValidationCut cut = badLines.summingUp(() -> slices.read(gap, badLines));
        Journal<S> journal = Journal.open(out, identity(halving, gap), model.space());
        Instant validationFrom = Instant.ofEpochMilli(cut.validationFromMs());
        Instant testFrom = Instant.ofEpochMilli(cut.testFromMs());
        progress.line("validation from %s to %s, where the test begins, which is not looked at"
                .formatted(validationFrom, testFrom));
        progress.line(EvaluationText.sizes(cut.split().sizes()).replaceFirst("(?m)^test ", "valid"));
        if (journal.size() > 0) {
            progress.line("going on: %,d results are in %s".formatted(journal.size(), out.resolve(Journal.FILE)));
        }
        SearchReport<S> report =
                run(new Search<>(model.space(), halving, goal, seed), runner(model, cut), journal, model);
        Path best = out.resolve(BEST);
        SettingsFile.write(best, model.space().form(), report.winner().trial().settings());
        progress.line("");
        progress.line(TuningText.tables(report));
        progress.line(
                "trial %d is the best: %s".formatted(report.winner().trial().number(), best));
        progress.line("judge it on the test slice: ./segue evaluate %s --models %s --settings %s"
                .formatted(slices.forEvaluate(), model.name(), best));
        progress.line("and the defaults beside it: the same without --settings");
        if (model.learns() && epochs < DEFAULT_EPOCHS) {
            progress.line(("%s says %d epochs, as this search had, where the trainer's default is %d; train with more:"
                            + " --epochs %d beside --settings")
                    .formatted(BEST, epochs, DEFAULT_EPOCHS, DEFAULT_EPOCHS));
        }
        figures.write(json -> {
            json.put("model", model.name())
                    .put("objective", goal.toString())
                    .put("seed", seed)
                    .put("validationFrom", validationFrom.toString())
                    .put("testFrom", testFrom.toString())
                    .put("badLines", badLines.count())
                    .put("best", best.toString());
            TuningJson.write(report, json);
        });
        return ExitCode.DONE;
    }

    private Halving halving(int budgetMax) {
        int rungs = Math.min(HALVINGS, Halving.rungsMax(Halving.ETA, budgetMax));
        return new Halving(trials, halvings == null ? rungs : halvings, Halving.ETA, budgetMax);
    }

    private Goal goal() {
        for (Goal goal : Goal.values()) {
            if (goal.toString().equals(goalName)) {
                return goal;
            }
        }
        throw new CommandFailure(
                ExitCode.USAGE, "--objective is '" + goalName + "', but must be recallAt20, mrrAt20 or mean");
    }

    private Map<String, String> identity(Halving halving, Duration gap) throws IOException {
        Map<String, String> identity = new HashMap<>(slices.identity());
        identity.put("--model", modelName);
        identity.put("--trials", String.valueOf(halving.trials()));
        identity.put("--halvings", String.valueOf(halving.rungs()));
        identity.put("--epochs", String.valueOf(halving.budgetMax()));
        identity.put("--objective", goalName);
        identity.put("--seed", String.valueOf(seed));
        identity.put(SegueOptions.SESSION_GAP.key(), gap.toString());
        return identity;
    }

    private <S> SliceRunner<S> runner(TunedModel<S> model, ValidationCut cut) {
        SliceRunner.Contenders<S> contenders = (settings, budget) -> catalogue
                .apply(model.contender().apply(settings, budget))
                .named(List.of(model.name()))
                .get(0);
        return new SliceRunner<>(
                cut.split(),
                contenders,
                seed,
                System::nanoTime,
                (turns, ofTurns) -> progress.update("judging  %,d of %,d events".formatted(turns, ofTurns)));
    }

    /** Ctrl-C ends the trial that runs; those that have ended are in the journal already. */
    private <S> SearchReport<S> run(Search<S> search, SliceRunner<S> runner, Journal<S> journal, TunedModel<S> model) {
        try (Interrupt interrupt = new Interrupt()) {
            interrupt.onRequest(Thread.currentThread()::interrupt);
            return search.run(runner, journal, new ProgressLines<>(progress, model));
        } catch (CancellationException interrupted) {
            throw new CommandFailure(
                    ExitCode.INTERRUPTED,
                    "interrupted; %,d results are kept in %s, and the same command goes on from there"
                            .formatted(journal.size(), out.resolve(Journal.FILE)));
        } catch (InvalidOptionException wrong) {
            throw wrong;
        } catch (IllegalArgumentException tooLittle) {
            throw new CommandFailure(ExitCode.DATA, "cannot train: " + tooLittle.getMessage());
        }
    }

    private record ProgressLines<S>(Progress progress, TunedModel<S> model) implements Search.Listener<S> {
        @Override
        public void onRung(int rung, int trials, int budget) {
            progress.line("rung %d: %,d trials%s"
                    .formatted(rung, trials, model.learns() ? ", epochs of each: %d".formatted(budget) : ""));
        }

        @Override
        public void onTrial(Trial<S> trial, int rung, int place, int places) {
            progress.update("trial %d, %d of %d on rung %d".formatted(trial.number(), place, places, rung));
        }

        @Override
        public void onResult(TrialResult<S> result) {
            progress.line(TuningText.line(model.space(), result));
        }
    }
}
