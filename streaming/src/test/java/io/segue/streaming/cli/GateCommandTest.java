package io.segue.streaming.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateCommandTest {
    @TempDir
    private static Path folder;

    private static Path older = Path.of("");
    private static Path all = Path.of("");

    /** 300 sessions around a circle of items, one a minute; the older file has the first 200. */
    @BeforeAll
    static void train() throws IOException {
        StringBuilder log = new StringBuilder("session_id,user_id,item_id,timestamp_ms,event_type\n");
        for (int i = 0; i < 300; i++) {
            for (int step = 0; step < 4; step++) {
                log.append("s%d,u%d,i%d,%d,view%n"
                        .formatted(i, i, (i * 7 + step) % 50, 1_700_000_000_000L + i * 60_000L + step * 1_000L));
            }
            if (i == 199) {
                older = Files.writeString(folder.resolve("older.csv"), log);
            }
        }
        all = Files.writeString(folder.resolve("all.csv"), log);
        assertThat(Segue.commandLine()
                        .execute(
                                "train",
                                "--data=" + older,
                                "--out=" + folder.resolve("model"),
                                "--model-version=v1",
                                "--device=cpu",
                                "--epochs=1"))
                .isZero();
    }

    private static JsonNode verdict(String... more) throws IOException {
        Path json = folder.resolve("verdict.json");
        List<String> arguments = new ArrayList<>(List.of(
                "gate",
                "--candidate=" + folder.resolve("model"),
                "--data=" + all,
                "--slice=90m",
                "--device=cpu",
                "-Dsegue.gate.list.ms.max=1000",
                "--json=" + json));
        arguments.addAll(List.of(more));
        assertThat(Segue.commandLine().execute(arguments.toArray(String[]::new)))
                .isZero();
        return new ObjectMapper().readTree(json.toFile());
    }

    @Test
    void rejectsTheChampionAsItsOwnSuccessorWithAllFigures() throws Exception {
        JsonNode verdict = verdict("--champion=" + folder.resolve("model"), "-Dsegue.gate.predictions.min=100");

        assertThat(verdict.path("verdict").asText()).isEqualTo("rejected");
        assertThat(verdict.path("against").asText()).isEqualTo("v1");
        assertThat(verdict.at("/figures/mrrAt20.p").asDouble()).isEqualTo(1);
        assertThat(verdict.at("/figures/coverage").asDouble()).isEqualTo(1);
        assertThat(verdict.path("reasons").get(0).asText()).startsWith("mrrAt20 ");
    }

    @Test
    void decidesNothingOnASliceThatIsTooSmall() throws Exception {
        JsonNode verdict = verdict();

        assertThat(verdict.path("verdict").asText()).isEqualTo("undecided");
        assertThat(verdict.path("reasons").get(0).asText()).contains("decide nothing, at least 1000 must be there");
    }

    @Test
    void saysThatALogIsTooShortForTheSlice() {
        StringWriter err = new StringWriter();

        int exitCode = Segue.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute("gate", "--candidate=" + folder.resolve("model"), "--data=" + all, "--slice=30d");

        assertThat(exitCode).isEqualTo(ExitCode.DATA);
        assertThat(err.toString()).contains("too little data");
    }

    @Test
    void namesAnOptionThatCannotBeUsed() {
        StringWriter err = new StringWriter();

        int exitCode = Segue.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute("gate", "--candidate=x", "--data=" + all, "-Dsegue.gate.significance=0");

        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("segue.gate.significance is 0.0, but must be within [0.001, 0.5]");
    }
}
