package io.segue.streaming.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchSwapsITCase {
    @TempDir
    Path folder;

    @Test
    void swapsUnderLoadAndNoAnswerIsMissingOrMixed() throws Exception {
        Path out = folder.resolve("out.json");

        int exitCode = Segue.commandLine()
                .execute(
                        "bench",
                        "swaps",
                        "--swaps",
                        "4",
                        "--rate",
                        "100",
                        "--items",
                        "200",
                        "--quiet",
                        "1s",
                        "--json",
                        out.toString());

        assertThat(exitCode).isZero();
        JsonNode figures = new ObjectMapper().readTree(out.toFile());
        assertThat(figures.path("heard").asLong())
                .isPositive()
                .isEqualTo(figures.path("published").asLong());
        assertThat(figures.path("notRanked")).isEmpty();
        assertThat(figures.path("answersByVersion").path("a").asLong()).isPositive();
        assertThat(figures.path("answersByVersion").path("b").asLong()).isPositive();
        assertThat(figures.path("takesMs").path("count").asLong()).isEqualTo(4);
    }

    @Test
    void refusesALoadOfNothing() {
        assertThat(Segue.commandLine().execute("bench", "swaps", "--rate", "0")).isEqualTo(ExitCode.USAGE);
    }
}
