package io.segue.streaming.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segue.connectors.generator.EventGenerator;
import io.segue.connectors.generator.GeneratorSettings;
import io.segue.state.interaction.Interaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four hours of a shop, replayed at full speed through both jobs. */
class LearningDemoITCase {
    private static final Instant END = Instant.parse("2026-11-20T17:00:00Z");

    /** So many that each is away for longer than the gap between sessions, which are closed then. */
    private static final int USERS = 1_500;

    @TempDir
    Path folder;

    @Test
    void learnsAndReleasesWhileItServesAndSaysWhatEachPartIsWorth() throws Exception {
        Path out = folder.resolve("out.json");

        int exitCode = Segue.commandLine()
                .execute(
                        "demo",
                        "--data",
                        shop(folder.resolve("shop.csv")).toString(),
                        "--train-first",
                        "1h",
                        "--retrain-every",
                        "1h",
                        "--epochs",
                        "1",
                        "--hidden",
                        "16",
                        "-Dsegue.retrain.slice=30 min",
                        "-Dsegue.retrain.sessions.min=50",
                        "--json",
                        out.toString());

        assertThat(exitCode).isZero();
        JsonNode figures = new ObjectMapper().readTree(out.toFile());
        assertThat(figures.path("releases")).hasSizeGreaterThan(1);
        assertThat(figures.path("deltas").asInt()).isPositive();
        for (String variant : List.of("served", "frozen", "popularityHour", "successors", "periodicOnly")) {
            assertThat(figures.path("tests").path(variant).asInt()).as(variant).isGreaterThan(100);
            assertThat(figures.path("recallAt20").path(variant).asDouble())
                    .as(variant)
                    .isPositive();
            assertThat(figures.path("mrrAt20").path(variant).asDouble())
                    .as(variant)
                    .isPositive();
        }
        assertThat(figures.path("accounting").path("consumed")).isEqualTo(figures.path("published"));
        assertThat(figures.path("accounting").path("answered")).isEqualTo(figures.path("heard"));
        assertThat(figures.path("hours")).hasSizeGreaterThan(1);
    }

    private static Path shop(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of("user_id,item_id,timestamp_ms,event_type"));
        for (Interaction event : new EventGenerator(GeneratorSettings.of(USERS, 200, 1, Duration.ofHours(4), END, 5))) {
            lines.add(String.join(
                    ",",
                    event.userId(),
                    event.itemId(),
                    Long.toString(event.timestampMs()),
                    event.type().name().toLowerCase(Locale.ROOT)));
        }
        return Files.write(file, lines);
    }
}
