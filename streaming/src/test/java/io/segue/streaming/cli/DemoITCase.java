package io.segue.streaming.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoITCase {
    @TempDir
    Path folder;

    @Test
    void runsEverythingAndAccountsForEveryEvent() throws Exception {
        Path out = folder.resolve("out.json");

        int exitCode = Segue.commandLine()
                .execute("demo", "--for", "10s", "--epochs", "2", "--hidden", "32", "--json", out.toString());

        assertThat(exitCode).isZero();
        JsonNode figures = new ObjectMapper().readTree(out.toFile());
        long consumed = figures.path("consumed").asLong();
        assertThat(consumed).isPositive().isEqualTo(figures.path("published").asLong());
        assertThat(consumed)
                .isEqualTo(figures.path("answered").asLong()
                        + figures.path("late").asLong()
                        + figures.path("duplicate").asLong()
                        + figures.path("deadLettered").asLong()
                        + figures.path("suppressed").asLong());
        assertThat(figures.path("heard")).isEqualTo(figures.path("answered"));
        assertThat(figures.path("latencyMs").path("p50").asLong()).isPositive();
        assertThat(figures.path("recallAt20").path("gru").asDouble())
                .as("the model beats popularity by far")
                .isGreaterThan(
                        1.5 * figures.path("recallAt20").path("popularity").asDouble());
    }
}
