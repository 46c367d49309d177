package io.segue.streaming.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.release.Release;
import io.segue.state.release.ReleaseHistory;
import io.segue.state.release.ReleaseState;
import io.segue.state.release.Succession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
    @TempDir
    private Path folder;

    private ModelStore store;
    private final ReleaseHistory history = new ReleaseHistory();

    @BeforeEach
    void open() {
        store = new ModelStore(folder, "segue");
    }

    private Release trained(String version, long createdAtMs) throws Exception {
        Path bundle = Files.createDirectories(store.bundle(version));
        Files.writeString(bundle.resolve("weights"), "many");
        Files.writeString(folder.resolve("segue").resolve(version + ".report.html"), "a page");
        return release(version, bundle, createdAtMs);
    }

    private static Release release(String version, Path bundle, long createdAtMs) {
        return new Release(
                "segue",
                version,
                ReleaseState.CANDIDATE,
                bundle.toUri().toString(),
                "0".repeat(64),
                0,
                Map.of(),
                Map.of(),
                createdAtMs);
    }

    private void promote(String version, long createdAtMs) throws Exception {
        Succession.promote(history, trained(version, createdAtMs), "better").forEach(history::add);
    }

    private void reject(String version, long createdAtMs) throws Exception {
        history.add(trained(version, createdAtMs).in(ReleaseState.REJECTED, "worse"));
    }

    private List<String> files() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("segue"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void deletesOldBundlesWithTheirReportsBeyondTheNewest() throws Exception {
        promote("v1", 1);
        reject("v2", 2);
        promote("v3", 3);
        promote("v4", 4);
        reject("v5", 5);
        trained("v6", 6);

        store.prune(history, Set.of("v6"), 1);

        assertThat(files())
                .as("the champion v4, v3 before it, the newest other one v5, the running round v6")
                .containsExactly(
                        "v3", "v3.report.html", "v4", "v4.report.html", "v5", "v5.report.html", "v6", "v6.report.html");
    }

    @Test
    void leavesWhatLiesElsewhere() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("by-hand"));
        history.add(release("v1", elsewhere, 1).in(ReleaseState.REJECTED, "worse"));
        history.add(release("../by-hand", elsewhere, 2).in(ReleaseState.REJECTED, "worse"));

        store.prune(history, Set.of("v3"), 0);

        assertThat(elsewhere).exists();
    }
}
