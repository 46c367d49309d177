package io.segue.streaming.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
    @TempDir
    Path folder;

    private static Path complete(Path snapshot, long writtenAtMs) throws IOException {
        Files.createDirectories(snapshot);
        Path metadata = Files.createFile(snapshot.resolve("_metadata"));
        Files.setLastModifiedTime(metadata, FileTime.fromMillis(writtenAtMs));
        return snapshot;
    }

    @Test
    void findsTheNewestOfCheckpointsAndSavepoints() throws IOException {
        complete(folder.resolve("checkpoints/job/chk-7"), 1_000);
        Path savepoint = complete(folder.resolve("savepoints/savepoint-1"), 3_000);
        complete(folder.resolve("checkpoints/other/chk-2"), 2_000);

        assertThat(new Snapshots(folder).newest()).contains(savepoint);
    }

    @Test
    void passesOverOneThatWasNotCompleted() throws IOException {
        Path checkpoint = complete(folder.resolve("checkpoints/job/chk-7"), 1_000);
        Files.createDirectories(folder.resolve("checkpoints/job/chk-8"));

        assertThat(new Snapshots(folder).newest()).contains(checkpoint);
    }

    @Test
    void findsNoneWhereNoJobHasRun() {
        assertThat(new Snapshots(folder.resolve("nothing")).newest()).isEmpty();
    }
}
