package io.segue.streaming.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchPipelineITCase {
    private static final String EVENTS = "3000";
    /** Says that it drained as many a second as there are events, so that its environment is seen to be there. */
    private static final String PEER = "echo \"{\\\"events_per_s\\\": $SEGUE_EVENTS}\"";

    @TempDir
    Path folder;

    @Test
    void accountsForEveryEventAndEveryMicrosecond() throws Exception {
        Path out = folder.resolve("out.json");
        Path flames = folder.resolve("flames.html");

        int exitCode = Segue.commandLine()
                .execute(
                        "bench",
                        "pipeline",
                        "--events",
                        EVENTS,
                        "--items",
                        "200",
                        "--hidden",
                        "16",
                        "--users",
                        "500",
                        "--warm-ups",
                        "1",
                        "--repetitions",
                        "2",
                        "--rate",
                        "50",
                        "--rate-for",
                        "2s",
                        "--peer",
                        PEER,
                        "--profile",
                        flames.toString(),
                        "--json",
                        out.toString());

        assertThat(exitCode).isZero();
        JsonNode figures = new ObjectMapper().readTree(out.toFile());
        assertThat(figures.path("sound").asBoolean()).isTrue();
        for (JsonNode repetition : figures.path("repetitions")) {
            assertThat(repetition.path("accounting").path("answered").asInt()).isEqualTo(3_000);
        }
        assertThat(figures.path("repetitions")).hasSize(2);
        double ours = figures.path("eventsPerSecond").asDouble();
        assertThat(ours).isPositive();
        assertThat(figures.path("peer").path("eventsPerSecond").asDouble()).isEqualTo(3_000);
        assertThat(figures.path("ratio").asDouble()).isCloseTo(ours / 3_000, within(1e-9));
        JsonNode stages = figures.path("cpuMicrosPerEvent");
        assertThat(StreamSupport.stream(stages.spliterator(), false)
                        .mapToDouble(JsonNode::asDouble)
                        .sum())
                .as("the stages share out what was measured")
                .isCloseTo(
                        figures.path("profiled")
                                .path("processCpuMicrosPerEvent")
                                .asDouble(),
                        within(0.01));
        assertThat(stages.fieldNames())
                .toIterable()
                .as("too few samples to say how much of it is each")
                .contains("parse", "stateGet", "model", "rank", "statePut", "emit");
        assertThat(stages.path("outside").asDouble())
                .as("some of it is the job's")
                .isLessThan(figures.path("profiled")
                        .path("processCpuMicrosPerEvent")
                        .asDouble());
        assertThat(figures.path("stateBytesPerUser").asDouble())
                .as("a hidden vector of 16 floats, twenty items and more")
                .isBetween(200.0, 20_000.0);
        assertThat(figures.path("latencyMs").path("count").asInt()).isEqualTo(100);
        assertThat(flames).isNotEmptyFile();
    }

    @Test
    void refusesWhatCannotBe() {
        assertThat(Segue.commandLine().execute("bench", "pipeline", "--events", "10"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(Segue.commandLine().execute("bench", "pipeline", "--rate", "fast"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(Segue.commandLine().execute("bench", "pipeline", "--delivery", "twice"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(Segue.commandLine().execute("bench", "pipeline", "--items", "9000000", "--hidden", "1024"))
                .isEqualTo(ExitCode.USAGE);
    }
}
