package io.segue.connectors.sessionlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.Watermark;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionLogRetentionTest {
    @TempDir
    Path folder;

    private long nowMs = System.currentTimeMillis();

    @BeforeEach
    void writeThreeDays() throws Exception {
        for (String name : new String[] {"day=2026-11-20", "day=2026-11-21", "day=2026-11-22", "notes"}) {
            Files.createDirectories(folder.resolve(name));
            Files.writeString(folder.resolve(name).resolve("file"), "content");
        }
    }

    private SessionLogRetention.Keeper keeper() {
        return new SessionLogRetention.Keeper(
                new SessionLogSettings(folder.toString(), 1, Duration.ofDays(2)), () -> nowMs);
    }

    @Test
    void deletesTheDaysThatTheWatermarkIsPastByTheRetention() throws Exception {
        keeper().writeWatermark(
                        new Watermark(Instant.parse("2026-11-22T23:59:59Z").toEpochMilli()));
        assertThat(folder.resolve("day=2026-11-20")).exists();

        keeper().writeWatermark(
                        new Watermark(Instant.parse("2026-11-23T00:00:00Z").toEpochMilli()));
        assertThat(folder.resolve("day=2026-11-20")).doesNotExist();
        assertThat(folder.resolve("day=2026-11-21")).exists();
        assertThat(folder.resolve("notes")).exists();
    }

    @Test
    void leavesADayThatIsBeingWritten() throws Exception {
        Files.writeString(folder.resolve("day=2026-11-20/.sessions-1.avro.inprogress"), "half");
        Watermark later = new Watermark(Instant.parse("2026-11-23T00:00:00Z").toEpochMilli());

        keeper().writeWatermark(later);
        assertThat(folder.resolve("day=2026-11-20")).exists();

        nowMs += Duration.ofDays(1).toMillis() + 60_000; // nobody has finished it, so nobody will
        keeper().writeWatermark(later);
        assertThat(folder.resolve("day=2026-11-20")).doesNotExist();
    }

    @Test
    void deletesNothingAtTheEndOfInput() throws Exception {
        keeper().writeWatermark(Watermark.MAX_WATERMARK);

        assertThat(folder.resolve("day=2026-11-20")).exists();
    }

    @Test
    void startsWithoutALog() throws Exception {
        folder = folder.resolve("nowhere");

        keeper().writeWatermark(new Watermark(0));

        assertThat(folder).doesNotExist();
    }
}
