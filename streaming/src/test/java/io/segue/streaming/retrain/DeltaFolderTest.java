package io.segue.streaming.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.release.Delta;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaFolderTest {
    private static final String SHA256 = "0123456789abcdef".repeat(4);

    @TempDir
    Path bundles;

    private DeltaFolder open() throws IOException {
        return DeltaFolder.open(bundles, "v1");
    }

    private static Delta delta(int number, int from) {
        return new Delta("segue", "v1", number, from, "file:///" + number, SHA256, number, 0);
    }

    /** What a learner does, up to a number. */
    private static void publish(DeltaFolder folder, int upTo) throws IOException {
        while (folder.newestNumber() < upTo) {
            int number = folder.newestNumber() + 1;
            boolean isComplete = folder.isCompleteNext();
            Files.createDirectories(folder.delta(number).getParent());
            Files.writeString(folder.delta(number), "delta");
            if (isComplete) {
                Files.writeString(folder.sums(number), "sums");
            }
            folder.add(delta(number, isComplete ? 0 : number - 1), isComplete ? Optional.of(SHA256) : Optional.empty());
        }
    }

    private static List<Integer> numbers(List<KeptDelta> chain) {
        return chain.stream().map(one -> one.delta().number()).toList();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(bundles.resolve("v1.deltas"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void isEmptyForAVersionThatHasNotLearned() throws Exception {
        assertThat(open().newestNumber()).isZero();
        assertThat(open().chain()).isEmpty();
        assertThat(open().isCompleteNext()).as("the first holds all anyway").isTrue();
    }

    @Test
    void goesOnAfterWhatIsThere() throws Exception {
        publish(open(), 3);

        DeltaFolder again = open();
        assertThat(again.newestNumber()).isEqualTo(3);
        assertThat(again.isCompleteNext()).isFalse();
        assertThat(numbers(again.chain())).containsExactly(1, 2, 3);
        assertThat(again.chain().get(0).sums()).hasValueSatisfying(sums -> {
            assertThat(sums.path()).isEqualTo(again.sums(1));
            assertThat(sums.sha256()).isEqualTo(SHA256);
        });
        assertThat(again.chain().get(1).delta()).isEqualTo(delta(2, 1));
        assertThat(again.chain().get(1).sums()).isEmpty();
        assertThat(again.chain().get(1).hashed().path()).isEqualTo(again.delta(2));
    }

    @Test
    void beginsAtTheNewestCompleteDelta() throws Exception {
        publish(open(), 15);
        assertThat(open().isCompleteNext()).isTrue();

        publish(open(), 18);
        assertThat(numbers(open().chain())).containsExactly(16, 17, 18);
    }

    @Test
    void keepsTheNewestOnly() throws Exception {
        publish(open(), 40);

        assertThat(files()).hasSize(2 * DeltaFolder.KEPT + 2).contains("00009.delta", "00009.json", "00032.sums");
        assertThat(files()).doesNotContain("00008.delta", "00008.json", "00001.sums");
        assertThat(numbers(open().chain())).hasSize(9).startsWith(32).endsWith(40);
    }

    @Test
    void hasNoChainWhereADeltaIsMissing() throws Exception {
        publish(open(), 18);
        Files.delete(open().delta(17));

        assertThat(open().chain()).isEmpty();
        assertThat(open().newestNumber()).as("numbers go on").isEqualTo(18);
    }

    @Test
    void passesOverADeltaWithoutItsRecord() throws Exception {
        publish(open(), 2);
        Files.writeString(open().delta(3), "of a process that died here");

        assertThat(numbers(open().chain())).containsExactly(1, 2);
        assertThat(open().newestNumber()).isEqualTo(2);
    }

    @Test
    void leavesTheNewestRecordWhenItIsEmptied() throws Exception {
        publish(open(), 5);
        open().empty();

        assertThat(files()).containsExactly("00005.json");
        assertThat(open().newestNumber()).isEqualTo(5);
        assertThat(open().chain()).isEmpty();
    }

    @Test
    void knowsWhenItWasWrittenTo() throws Exception {
        long beforeMs = System.currentTimeMillis() - 10_000;
        publish(open(), 1);

        assertThat(open().isUnchangedSince(beforeMs)).isFalse();
        assertThat(open().isUnchangedSince(beforeMs + 60_000)).isTrue();
    }

    @Test
    void staysInTheFolderOfItsModel() {
        for (String version : List.of("../v1", "a/b", "../other/v1", "/tmp/v1")) {
            assertThatThrownBy(() -> DeltaFolder.open(bundles, version))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is no name of a folder");
        }
    }

    @Test
    void namesARecordThatCannotBeRead() throws Exception {
        publish(open(), 1);
        Files.writeString(bundles.resolve("v1.deltas/00001.json"), "{}");

        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("00001.json");
    }
}
