package io.segue.streaming.cli;

import io.segue.models.baseline.StanSettings;
import io.segue.models.device.DeviceChoice;
import io.segue.models.gru.ContextFusion;
import io.segue.models.gru.GruSettings;
import io.segue.models.rank.RankTrainingSettings;
import io.segue.models.recommender.RecommenderSettings;
import io.segue.models.recommender.RecommenderTrainer;
import io.segue.models.recommender.TrainedRecommender;
import io.segue.models.training.TrainingSet;
import io.segue.models.tuning.SettingsFile;
import io.segue.state.interaction.Interaction;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.session.SessionLog;
import io.segue.state.settings.InvalidOptionException;
import io.segue.streaming.options.JobSettings;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** How a command trains a model. */
final class TrainingOptions {
    private static final DateTimeFormatter VERSION =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    @CommandLine.Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the training data (default: the trainer's; 3 for the generator).")
    @Nullable
    private Integer epochs;

    @CommandLine.Option(
            names = "--hidden",
            paramLabel = "N",
            description = "Units of the GRU (default: the trainer's).")
    @Nullable
    private Integer hidden;

    @CommandLine.Option(names = "--seed", paramLabel = "N", description = "Decides everything that is random.")
    @Nullable
    private Long seed;

    @CommandLine.Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "Settings of the models as JSON, such as the best.json of ./segue tune; the other options"
                    + " win over it.")
    @Nullable
    private Path file;

    @CommandLine.Option(
            names = "--rank-for",
            paramLabel = "WHAT",
            defaultValue = ObjectiveConverter.DEFAULT,
            converter = ObjectiveConverter.class,
            description = "What lists are ranked for: next-item, purchase (a cart is none), or mix:W, where a turn"
                    + " before a purchase counts W times as much as another one (default: ${DEFAULT-VALUE}).")
    private RankTrainingSettings ranking = RankTrainingSettings.DEFAULT;

    @CommandLine.Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "auto",
            description = "auto, cpu or cuda:N (default: ${DEFAULT-VALUE}).")
    private String device = "";

    /** A version by the clock, for a model that was given none. */
    static String versionAt(Instant now) {
        return VERSION.format(now);
    }

    /** Refuses what cannot be used, before anything long begins. */
    void check() {
        settings(GruSettings.DEFAULT.optimizer().epochs());
        device().resolve();
    }

    /**
     * Trains on interactions in event-time order, as long as the user says, or else {@code epochsDefault}.
     *
     * @param catalogue content of the items, of any part of them
     * @param job that will serve: the ranker learns from what it will count, for lists by its rules
     * @param learnsOn whether the model will go on learning while it serves, so that the ranker learns from such lists
     */
    TrainedRecommender train(
            List<Interaction> interactions,
            ItemCatalogue catalogue,
            JobSettings job,
            int epochsDefault,
            boolean learnsOn,
            Progress progress) {
        TrainingSet data = new TrainingSet(
                SessionLog.sessions(interactions, job.scorer().session()),
                catalogue,
                job.ranker().rules().excludesNewest());
        GruSettings gru = settings(epochsDefault);
        RecommenderSettings how = RecommenderSettings.DEFAULT
                .withGru(gru)
                .withSimilar(similar())
                .withTraining(ranking)
                .servedBy(job.ranker().live(), job.ranker().rank())
                .withLearning(learnsOn && !gru.network().memory());
        progress.line("the ranker will learn to rank for " + ObjectiveConverter.nameOf(ranking) + " (--rank-for)");
        try {
            return new RecommenderTrainer(how, device()).train(data, gru.seed(), new TrainingLines(progress));
        } catch (IllegalArgumentException tooLittle) {
            throw new CommandFailure(ExitCode.DATA, "cannot train: " + tooLittle.getMessage());
        }
    }

    /** The trainer's settings: as the user says, or else the user's file, or else with {@code epochsDefault}. */
    GruSettings settings(int epochsDefault) {
        GruSettings base = file == null ? GruSettings.DEFAULT.withEpochs(epochsDefault) : read().gru();
        return changed(base);
    }

    /** The same of the network without content, copy head and context. */
    GruSettings plain() {
        if (file != null) {
            GruSettings tuned = settings(GruSettings.DEFAULT.optimizer().epochs());
            return tuned.withNetwork(tuned.network()
                            .withContext(Set.of(), ContextFusion.ADDED)
                            .withMemory(false))
                    .withContent(GruSettings.Content.NONE)
                    .withCopy(GruSettings.Copy.NONE);
        }
        return changed(GruSettings.PLAIN);
    }

    private GruSettings changed(GruSettings base) {
        return base.withEpochs(epochs == null ? base.optimizer().epochs() : epochs)
                .withHiddenSize(hidden == null ? base.network().hiddenSize() : hidden)
                .withSeed(seed == null ? base.seed() : seed);
    }

    /** The file of settings that the user gave. */
    Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** How the ranker is trained. */
    RankTrainingSettings ranking() {
        return ranking;
    }

    /** How similar sessions are found. */
    StanSettings similar() {
        return read().stan();
    }

    private SettingsFile read() {
        if (file == null) {
            return SettingsFile.DEFAULT;
        }
        try {
            return SettingsFile.read(file);
        } catch (InvalidOptionException wrong) {
            throw new CommandFailure(ExitCode.USAGE, "--settings " + file + ": " + wrong.getMessage());
        } catch (NoSuchFileException missing) {
            throw new CommandFailure(ExitCode.USAGE, "--settings: no such file: " + file);
        } catch (IOException unreadable) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--settings: " + file + " cannot be read: " + unreadable.getMessage());
        }
    }

    /** The device that the user chose. */
    DeviceChoice device() {
        return new DeviceChoice(device);
    }
}
