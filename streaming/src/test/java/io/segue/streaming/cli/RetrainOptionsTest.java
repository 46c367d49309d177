package io.segue.streaming.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.operators.retrain.RetrainClock;
import io.segue.operators.retrain.RetrainSchedule;
import io.segue.state.prequential.DropSettings;
import io.segue.streaming.options.RetrainSettings;
import io.segue.streaming.options.RoundSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RetrainOptionsTest {
    private static final Path FOLDER = Path.of("/run");

    @CommandLine.Command
    private static final class Both {
        @CommandLine.Mixin
        private final JobOptions job = new JobOptions();

        @CommandLine.Mixin
        private final RetrainOptions retrain = new RetrainOptions();
    }

    private static Optional<RetrainSettings> settings(String... arguments) {
        Both both = new Both();
        new CommandLine(both).parseArgs(arguments);
        return both.retrain.settings(both.job, "127.0.0.1:9", FOLDER);
    }

    @Test
    void isNoJobUnlessAskedFor() {
        assertThat(settings("-Dsegue.retrain.every=10s")).isEmpty();
    }

    @Test
    void keepsAllOfTheJobInItsOwnFolder() {
        RetrainSettings settings = settings("--retrain-every", "30s").orElseThrow();

        assertThat(settings.sessionLog().folder()).isEqualTo("/run/retrain/sessions");
        assertThat(settings.rounds().map(RoundSettings::storeFolder)).contains("/run/retrain/models");
    }

    @Test
    void letsTheUserOverrideItsDefaultsAndTheCommandLineTheUser() {
        RoundSettings rounds = settings(
                        "--retrain-every", "30s", "-Dsegue.retrain.every=1h", "-Dsegue.retrain.slice=2h")
                .flatMap(RetrainSettings::rounds)
                .orElseThrow();

        assertThat(rounds.schedule().every()).isEqualTo(Duration.ofSeconds(30));
        assertThat(rounds.slice()).isEqualTo(Duration.ofHours(2));
        assertThat(rounds.sessionsMin()).as("a default of the run").isEqualTo(200);
    }

    @Test
    void goesByTheTimeOfALogThatIsReplayed() {
        Both both = new Both();
        new CommandLine(both).parseArgs("--retrain-every", "6h", "-Dsegue.learn.publish.every=1min");
        RetrainSettings settings = both.retrain
                .replayed(both.job, "127.0.0.1:9", FOLDER, Path.of(""))
                .orElseThrow();

        assertThat(settings.rounds().orElseThrow().schedule())
                .isEqualTo(new RetrainSchedule(Duration.ofHours(6), 0, RetrainClock.EVENT, new DropSettings(0, 1_000)));
        assertThat(settings.job().checkpointInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.learning().orElseThrow().learner().publishEvery())
                .as("as the user says")
                .isEqualTo(Duration.ofMinutes(1));
    }
}
