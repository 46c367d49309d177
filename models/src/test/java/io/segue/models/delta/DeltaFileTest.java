package io.segue.models.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.format.Manifest;
import io.segue.models.tensor.Tensor;
import io.segue.models.vocabulary.Vocabulary;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaFileTest {
    private static final WeightsDelta DELTA = delta(1f);

    @TempDir
    Path folder;

    private Path file;
    private String sha256;

    private static WeightsDelta delta(float value) {
        return new WeightsDelta(
                new WeightsDelta.Head("v1", 7, 5, 1_234),
                new AddedItems(
                        3,
                        new Vocabulary(List.of("ü", "\"5\"")),
                        new ItemCatalogue(Map.of("ü", new ItemContent("tea", "", 2.5, "Tea")))),
                List.of(new TableRows(
                        new int[] {0, 4, 1 << 23},
                        new Tensor("items", new int[] {3, 2}, new float[] {1, 2, 3, 4, 5, 6}))),
                List.of(new Tensor("gates", new int[] {1, 2}, new float[] {value, 2})));
    }

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("deltas").resolve("7");
        sha256 = DeltaFile.write(file, DELTA);
    }

    @Test
    void bringsBackWhatWasWritten() throws IOException {
        assertThat(DeltaFile.read(file, sha256)).usingRecursiveComparison().isEqualTo(DELTA);
    }

    @Test
    void isTheSameForTheSameDeltaAndLeavesNothingBeside() throws IOException {
        assertThat(DeltaFile.write(file, DELTA)).isEqualTo(sha256).isEqualTo(Manifest.sha256(file));
        assertThat(DeltaFile.write(file, delta(2))).isNotEqualTo(sha256);
        try (Stream<Path> paths = Files.list(folder.resolve("deltas"))) {
            assertThat(paths).containsExactly(file);
        }
    }

    @Test
    void refusesAFileThatChangedOnTheWay() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertRefused(sha256, "its SHA-256 is", "but must be " + sha256);
    }

    @Test
    void refusesAFileThatIsNotThere() throws IOException {
        Files.delete(file);

        assertRefused(sha256, "NoSuchFile");
    }

    @Test
    void refusesAFileThatEnds() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 40));

        assertRefused(Manifest.sha256(file), "ZipException");
    }

    @Test
    void refusesASchemaFromTheFuture() throws IOException {
        zip(Map.of("delta.json", "{\"schemaVersion\": 2, \"news\": true}"));

        assertRefused(Manifest.sha256(file), "its schemaVersion is 2, but this build knows 1");
    }

    @Test
    void refusesAFileWithoutWeights() throws IOException {
        zip(Map.of(
                "delta.json",
                "{\"schemaVersion\": 1, \"version\": \"v1\", \"number\": 1, \"from\": 0, \"learnedUntilMs\": 1,"
                        + " \"firstNewRow\": 0}",
                "items.jsonl",
                ""));

        assertRefused(Manifest.sha256(file), "it holds no weights.safetensors");
    }

    @Test
    void refusesANumberBeforeItsStart() throws IOException {
        assertThatThrownBy(() -> new WeightsDelta.Head("v1", 5, 5, 0))
                .hasMessageContaining("delta 5 from 5 of version 'v1' is impossible");
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatThrownBy(() -> delta(Float.NaN)).hasMessage("tensor gates holds NaN or infinite values");
    }

    @Test
    void refusesRowsThatDoNotFit() {
        assertThatThrownBy(() -> new TableRows(new int[] {1, 1}, Tensor.zeros("items", 2, 2)))
                .hasMessageContaining("row numbers must be ascending");
        assertThatThrownBy(() -> new TableRows(new int[] {1}, Tensor.zeros("items", 2, 2)))
                .hasMessageContaining("the numbers of 1 rows, but the values of 2");
    }

    private void zip(Map<String, String> entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void assertRefused(String expected, String... parts) {
        assertThatThrownBy(() -> DeltaFile.read(file, expected))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("delta " + file + " can't be read: ")
                .satisfies(refused -> assertThat(refused.getMessage()).contains(parts));
    }
}
