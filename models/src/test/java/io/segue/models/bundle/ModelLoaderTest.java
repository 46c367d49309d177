package io.segue.models.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.device.DeviceChoice;
import io.segue.models.format.BundleFiles;
import io.segue.models.format.Manifest;
import io.segue.models.format.ModelSummary;
import io.segue.models.gru.TrainedGru;
import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelAnswers;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.Scorer;
import io.segue.models.tensor.SafetensorsFile;
import io.segue.models.tensor.Tensor;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.feature.StepInput;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLoaderTest {
    @TempDir
    Path folder;

    private Path bundle;
    private ModelSummary summary;

    @BeforeEach
    void write() throws IOException {
        bundle = folder.resolve("bundle");
        summary = TestBundles.write(bundle, 1);
    }

    private static NextItemModel load(Path path, String sha256) throws ModelRefusedException {
        return new ModelLoader(DeviceChoice.CPU).load(path, sha256);
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(() -> load(bundle, ""))
                .isInstanceOf(ModelRefusedException.class)
                .satisfies(refused -> assertThat(refused.getMessage()).contains(parts));
    }

    @Test
    void loadsWhatWasWritten() throws Exception {
        TrainedGru trained = TestBundles.train(1);
        List<ModelRequest> batch = List.of(new ModelRequest(
                new float[0], List.of(new StepInput("item \"3\" ü", new ContextFeatures(1, 2, 3, 4))), ""));
        try (NextItemModel loaded = load(bundle, summary.sha256());
                Scorer fromFile = loaded.newScorer();
                NextItemModel open = trained.open("v1", DeviceChoice.CPU);
                Scorer fromTraining = open.newScorer()) {
            assertThat(loaded.version()).isEqualTo("v1");
            assertThat(loaded.hiddenSize()).isEqualTo(TestBundles.HIDDEN);
            assertThat(loaded.itemsCount()).isEqualTo(TestBundles.ITEMS);
            assertThat(loaded.deviceName()).isEqualTo("cpu");
            ModelAnswer expected = fromTraining.recommend(batch, 15).get(0);
            ModelAnswer answer = fromFile.recommend(batch, 15).get(0);
            assertThat(answer.items()).hasSize(15);
            ModelAnswers.assertSame(answer, expected);
        }
        assertThat(summary.itemsCount()).isEqualTo(TestBundles.ITEMS);
        assertThat(summary.sessionsCount()).isEqualTo(60);
        assertThat(summary.eventsCount()).isEqualTo(240);
        assertThat(summary.trainedUntilMs()).isEqualTo(59_062);
        assertThat(summary.metrics()).containsEntry("recallAt20", 0.25).containsKey("trainingLoss");
    }

    @Test
    void leavesNothingBesideTheBundle() throws IOException {
        assertThatThrownBy(() -> TestBundles.write(bundle, 2))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("a bundle never changes");

        try (Stream<Path> paths = Files.list(folder)) {
            assertThat(paths).containsExactly(bundle);
        }
        assertThat(Manifest.sha256(bundle.resolve(BundleFiles.MANIFEST))).isEqualTo(summary.sha256());
    }

    @Test
    void refusesAnotherBundleThanTheReleaseNames() {
        String other = "0".repeat(64);

        assertThatThrownBy(() -> load(bundle, other))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessage(bundle.resolve("manifest.sha256") + ": SHA-256 is " + summary.sha256() + ", but must be "
                        + other + " by the release");
    }

    @Test
    void refusesAFileThatChangedOnTheWay() throws IOException {
        Path weights = bundle.resolve(BundleFiles.WEIGHTS);
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);

        assertRefused("weights.safetensors: SHA-256 is", "by the manifest");
    }

    @Test
    void refusesAMissingFile() throws IOException {
        Files.delete(bundle.resolve(BundleFiles.ITEMS));

        assertRefused("items.jsonl is missing");
    }

    @Test
    void refusesAMissingBundle() throws IOException {
        bundle = folder.resolve("nowhere");
        assertRefused("nowhere is not a folder");

        bundle = Files.createDirectory(folder.resolve("empty"));
        assertRefused("manifest.sha256 is missing");
    }

    @Test
    void refusesAFileThatNobodyVouchesFor() throws IOException {
        Files.writeString(bundle.resolve("setup.py"), "");

        assertRefused("holds [setup.py], which the manifest does not list");
    }

    @Test
    void refusesAManifestThatLeadsOutOfTheFolder() throws IOException {
        Path manifest = bundle.resolve(BundleFiles.MANIFEST);
        String whole = Files.readString(manifest);
        for (String path : List.of("../bundle/items.jsonl", "/etc/passwd", "..", ".hidden")) {
            Files.writeString(manifest, whole.replace("  items.jsonl", "  " + path));
            assertRefused("path '" + path + "' leads out of the bundle");
        }
    }

    @Test
    void refusesAManifestThatListsOtherFiles() throws IOException {
        Path manifest = bundle.resolve(BundleFiles.MANIFEST);
        TestBundles.replace(manifest, "  items.jsonl", "  other.jsonl");
        assertRefused(
                "files is [content.jsonl, golden.json, model.json, optimizer.safetensors, other.jsonl, weights.safetensors]");

        Files.writeString(manifest, "not a manifest");
        assertRefused("line 'not a manifest' is not a SHA-256 and a file name");
    }

    @Test
    void refusesTheFeaturesOfAnotherBuild() throws IOException {
        TestBundles.replace(
                bundle.resolve(BundleFiles.CARD),
                "\"featureSchema\" : {\n    \"version\" : 1",
                "\"featureSchema\" : {\n    \"version\" : 2");
        TestBundles.sign(bundle);

        assertRefused("model.json: featureSchema is FeatureSchema[version=2", "but must be FeatureSchema[version=1");
    }

    @Test
    void refusesAnotherFormatBeforeItReadsOn() throws IOException {
        TestBundles.replace(bundle.resolve(BundleFiles.CARD), "\"formatVersion\" : 3", "\"formatVersion\" : 2");
        Files.delete(bundle.resolve(BundleFiles.CONTENT));

        assertRefused(
                "model.json: formatVersion is 2, but must be 3; train the model anew, or serve it with the build");
    }

    @Test
    void refusesAnotherArchitecture() throws IOException {
        TestBundles.replace(bundle.resolve(BundleFiles.CARD), "context-gru", "transformer");
        TestBundles.sign(bundle);

        assertRefused("model.json has architecture 'transformer', but this build knows context-gru");
    }

    @Test
    void refusesACardWithoutAField() throws IOException {
        TestBundles.replace(bundle.resolve(BundleFiles.CARD), "\"hiddenSize\" : 6,\n    \"items", "\"items");
        TestBundles.sign(bundle);

        assertRefused("model.json can't be read", "hiddenSize");
    }

    @Test
    void refusesTensorsOfOtherDimensions() throws IOException {
        TestBundles.replace(bundle.resolve(BundleFiles.CARD), "\"oovBuckets\" : 3", "\"oovBuckets\" : 4");
        TestBundles.sign(bundle);

        assertRefused(
                "weights.safetensors does not fit the card: tensor items has shape [18, 6], but must have [19, 6]");
    }

    @Test
    void refusesWeightsThatAreNoNumbers() throws IOException {
        rewrite(tensor -> {
            if (tensor.name().equals("hidden_bias")) {
                tensor.values()[5] = Float.NaN;
            }
            return tensor;
        });

        assertRefused("weights.safetensors", "tensor hidden_bias holds NaN or infinite values");
    }

    @Test
    void refusesUnknownAndMissingTensors() throws IOException {
        rewrite(tensor ->
                tensor.name().equals("item_bias") ? new Tensor("item_bais", tensor.shape(), tensor.values()) : tensor);

        assertRefused("tensor item_bais is unknown; expected are [items, item_bias");
    }

    @Test
    void refusesWeightsThatAnswerOtherwise() throws IOException {
        rewrite(tensor -> {
            tensor.values()[0] += 0.5f;
            return tensor;
        });

        assertRefused("golden.json, case ", "on cpu", "but must be");
    }

    @Test
    void refusesABundleWithoutGoldenSessions() throws IOException {
        Files.writeString(bundle.resolve(BundleFiles.GOLDEN), "[]");
        TestBundles.sign(bundle);

        assertRefused("golden.json: number of cases is 0");
    }

    @Test
    void refusesAnotherVocabulary() throws IOException {
        TestBundles.replace(bundle.resolve(BundleFiles.ITEMS), "\\\"3\\\"", "\\\"4\\\"");
        TestBundles.sign(bundle);
        assertRefused("items.jsonl: SHA-256 is", "by the card");

        vouchForItems();
        assertRefused("items.jsonl can't be read", "is there more than once");
    }

    @Test
    void refusesAVocabularyOfAnotherSize() throws IOException {
        Path items = bundle.resolve(BundleFiles.ITEMS);
        Files.writeString(items, Files.readString(items) + "{\"itemId\":\"one more\"}\n");
        vouchForItems();
        assertRefused("items.jsonl: number of items is 16, but must be 15");

        Files.writeString(items, Files.readString(items) + "42\n");
        vouchForItems();
        assertRefused("items.jsonl can't be read", "line 17 is not a JSON object of an item");
    }

    @Test
    void bringsAMemoryBack() throws Exception {
        Path remembering = folder.resolve("remembering");
        TestBundles.train(3, true).writeBundle(remembering, "test", "v3", 123, Map.of());

        try (NextItemModel model = new ModelLoader(DeviceChoice.CPU).load(remembering, "")) {
            assertThat(model.hasMemory()).isTrue();
        }
    }

    @Test
    void refusesContentValuesThatAreNotThoseOfTheCard() throws IOException {
        Path content = bundle.resolve(BundleFiles.CONTENT);
        List<String> values = Files.readAllLines(content);
        Files.write(content, values.subList(1, values.size()));
        TestBundles.sign(bundle);
        assertRefused("content.jsonl: number of values is " + (values.size() - 1) + ", but must be " + values.size());

        values.set(0, values.get(1));
        Files.write(content, values);
        TestBundles.sign(bundle);
        assertRefused("content.jsonl: content value", "is there more than once");
    }

    private void vouchForItems() throws IOException {
        Path card = bundle.resolve(BundleFiles.CARD);
        Files.writeString(
                card,
                Files.readString(card)
                        .replaceFirst(
                                "\"vocabularySha256\" : \"[0-9a-f]+\"",
                                "\"vocabularySha256\" : \"" + Manifest.sha256(bundle.resolve(BundleFiles.ITEMS))
                                        + "\""));
        TestBundles.sign(bundle);
    }

    private void rewrite(UnaryOperator<Tensor> change) throws IOException {
        Path weights = bundle.resolve(BundleFiles.WEIGHTS);
        Map<String, Tensor> tensors = SafetensorsFile.read(weights);
        List<Tensor> changed = new ArrayList<>();
        tensors.values().forEach(tensor -> changed.add(change.apply(tensor)));
        Files.delete(weights);
        SafetensorsFile.write(weights, changed);
        TestBundles.sign(bundle);
    }
}
