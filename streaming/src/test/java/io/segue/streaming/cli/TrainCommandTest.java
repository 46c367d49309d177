package io.segue.streaming.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.segue.models.bundle.ModelLoader;
import io.segue.models.device.DeviceChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    @TempDir
    Path folder;

    /** 90 sessions that walk around a circle of items, and look at each twice. */
    private Path log() throws IOException {
        StringBuilder text = new StringBuilder("session_id,user_id,item_id,timestamp_ms,event_type\n");
        for (int i = 0; i < 90; i++) {
            for (int step = 0; step < 6; step++) {
                text.append("s%d,u%d,i%d,%d,view%n"
                        .formatted(i, i, (i + step / 2) % 6, 1_700_000_000_000L + i * 1_000L + step * 100L));
            }
        }
        return Files.writeString(folder.resolve("log.csv"), text);
    }

    private boolean leavesOutTheItemJustSeen(String... more) throws IOException {
        Path bundle = folder.resolve("model");
        List<String> arguments = new ArrayList<>(List.of(
                "train", "--data", log().toString(), "--out", bundle.toString(), "--device", "cpu", "--epochs", "1"));
        arguments.addAll(List.of(more));
        assertThat(Segue.commandLine().execute(arguments.toArray(String[]::new)))
                .isZero();
        return new ObjectMapper()
                .readTree(bundle.resolve("model.json").toFile())
                .path("retrieval")
                .path("repeatsCollapsed")
                .asBoolean();
    }

    @Test
    void leavesOutTheItemJustSeenAsTheListsOfTheJobDo() throws IOException {
        assertThat(leavesOutTheItemJustSeen()).isTrue();
    }

    @Test
    void proposesTheItemJustSeenWhereTheListsOfTheJobMayHoldIt() throws IOException {
        assertThat(leavesOutTheItemJustSeen("-Dsegue.rules.exclude-newest=false"))
                .isFalse();
    }

    @Test
    void writesAReportBesideTheBundleWhichStaysWhole() throws Exception {
        leavesOutTheItemJustSeen();

        String page = Files.readString(folder.resolve("model.report.html"));
        assertThat(page).contains("session model", "popular now", "Session of", "</html>");
        new ModelLoader(DeviceChoice.CPU).load(folder.resolve("model"), "").close();
    }

    @Test
    void refusesTwoLogsNoneAndOneWithoutSessions() throws IOException {
        String out = folder.resolve("model").toString();
        String data = log().toString();

        assertThat(Segue.commandLine().execute("train", "--out", out)).isEqualTo(ExitCode.USAGE);
        assertThat(Segue.commandLine().execute("train", "--out", out, "--data", data, "--sessions", "."))
                .isEqualTo(ExitCode.USAGE);
        assertThat(Segue.commandLine().execute("train", "--out", out, "--data", data, "--days", "3"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(Segue.commandLine().execute("train", "--out", out, "--sessions", folder.toString()))
                .isEqualTo(ExitCode.DATA);
    }
}
