package io.segue.streaming.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segue.models.tuning.Journal;
import io.segue.models.tuning.SettingsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TuneCommandTest {
    private static final String HEADER = "session_id,user_id,item_id,timestamp_ms,event_type,category,price\n";
    private static final long START_MS = 1_700_000_000_000L;
    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private static final int ITEMS = 6;

    @TempDir
    Path folder;

    private record Outcome(int exitCode, String err) {}

    private static Outcome run(String... arguments) {
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("tune"));
        all.addAll(List.of(arguments));
        int exitCode = Segue.commandLine().setErr(new PrintWriter(err)).execute(all.toArray(String[]::new));
        return new Outcome(exitCode, err.toString().strip());
    }

    /** 90 sessions that walk around a circle of items, 15 of them ten days later, and 15 of them twenty. */
    private Path log() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 90; i++) {
            long startMs = START_MS + i * 1_000L + Math.max(0, (i - 45) / 15) * 10 * DAY_MS;
            for (int step = 0; step < 4; step++) {
                text.append(
                        "s%d,u%d,i%d,%d,view,shoes,90%n".formatted(i, i, (i + step) % ITEMS, startMs + step * 100L));
            }
        }
        return Files.writeString(folder.resolve("log.csv"), text);
    }

    private Outcome tune(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--data", log().toString(), "--out", folder.resolve("out").toString(), "--device", "cpu"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private Path best() {
        return folder.resolve("out").resolve(TuneCommand.BEST);
    }

    private List<String> journal() throws IOException {
        return Files.readAllLines(folder.resolve("out").resolve(Journal.FILE));
    }

    @Test
    void neverLooksAtTheTestAndFindsNothingWorseThanTheDefaults() throws IOException {
        Path json = folder.resolve("out.json");

        Outcome outcome = tune("--model", "stan", "--trials", "5", "--json", json.toString());

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        JsonNode figures = new ObjectMapper().readTree(json.toFile());
        assertThat(figures.path("testFrom").asText()).startsWith("2023-11-27");
        assertThat(figures.path("validationFrom").asText()).startsWith("2023-11-17");
        assertThat(figures.path("rungs").path(0).path("trials")).hasSize(5);
        assertThat(figures.path("winner").path("value").asDouble()).isGreaterThanOrEqualTo(1);
        assertThat(figures.path("defaults").path("value").asDouble()).isEqualTo(1);
        assertThat(SettingsFile.read(best()).stan().samplesMax())
                .isEqualTo(figures.path("settings").path("samplesMax").asInt());
        assertThat(journal()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gru", "context-gru"})
    void trainsAGruWithMoreEpochsFromRungToRung(String model) throws IOException {
        String[] options = {"--model", model, "--trials", "2", "--epochs", "3", "--halvings", "2"};

        assertThat(tune(options)).isEqualTo(new Outcome(ExitCode.DONE, ""));

        List<String> journal = journal();
        assertThat(journal)
                .filteredOn(line -> line.contains("\"rung\":1,\"budget\":1"))
                .hasSize(2);
        assertThat(journal)
                .filteredOn(line -> line.contains("\"rung\":2,\"budget\":3"))
                .hasSizeBetween(1, 2);
        assertThat(SettingsFile.read(best()).gru().optimizer().epochs()).isEqualTo(3);

        assertThat(tune(options).exitCode()).as("once more").isZero();
        assertThat(journal()).isEqualTo(journal);
    }

    @Test
    void writesSettingsThatTheTrainerTakes() throws IOException {
        tune("--model", "gru", "--trials", "1", "--epochs", "1");
        Path bundle = folder.resolve("model");

        int exitCode = Segue.commandLine()
                .execute(
                        "train",
                        "--data",
                        log().toString(),
                        "--out",
                        bundle.toString(),
                        "--device",
                        "cpu",
                        "--settings",
                        best().toString(),
                        "--hidden",
                        "8");

        assertThat(exitCode).isZero();
        JsonNode card = new ObjectMapper().readTree(bundle.resolve("model.json").toFile());
        assertThat(card.path("options").path("optimizer").path("epochs").asInt())
                .isEqualTo(1);
        assertThat(card.path("dimensions").path("hiddenSize").asInt()).isEqualTo(8);
        assertThat(card.path("dimensions").path("copyEvents").asInt()).isZero();
    }

    @Test
    void refusesToGoOnWithAnotherSeedOrAnotherLog() throws IOException {
        tune("--model", "stan", "--trials", "2");

        Outcome seed = tune("--model", "stan", "--trials", "2", "--seed", "9");
        Outcome days = tune("--model", "stan", "--trials", "2", "--validation-days", "8");

        assertThat(seed.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(seed.err())
                .startsWith("segue: --seed is 9, but must be 42, as in the search that ")
                .endsWith("or choose another --out")
                .hasLineCount(1);
        assertThat(days.err()).contains("--validation-days is 8.0, but must be 7.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--model=rank | --model: no model that can be tuned is called 'rank'; there are: context-gru, gru, stan",
                "--objective=ndcg | --objective is 'ndcg', but must be recallAt20, mrrAt20 or mean",
                "--protocol=prequential | --protocol is 'prequential', but must be recsys23 or raw",
                "--test-days=0 | --test-days is 0.0, but must be within (0, 36500]",
                "--validation-days=0 | --validation-days is 0.0, but must be within (0, 36500]",
                "--trials=0 | --trials is 0, but must be within [1, 10000]",
                "--halvings=4 | --halvings is 4, but must be within [1, 3]",
                "--epochs=0 | segue.training.epochs is 0, but must be within [1, 1000]",
                "--device=gpu | segue.model.device is",
                "--json=/ | --json: / is a folder",
            })
    void refusesAnArgumentThatCannotBeUsedBeforeAnythingIsRead(String argument, String message) {
        Outcome outcome =
                run("--data", "none.csv", "--out", folder.resolve("out").toString(), argument);

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains(message);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void refusesAFileAsFolder() throws IOException {
        Outcome outcome = run("--data", "none.csv", "--out", log().toString());

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("--out").contains("is no folder");
    }

    @Test
    void saysThatNothingIsLeftToTuneOn() throws IOException {
        Outcome outcome = tune("--test-days", "15");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(outcome.err()).contains("too little data").endsWith("or --protocol raw");
    }
}
