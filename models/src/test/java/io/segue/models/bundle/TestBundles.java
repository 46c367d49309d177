package io.segue.models.bundle;

import io.segue.models.device.DeviceChoice;
import io.segue.models.format.BundleFiles;
import io.segue.models.format.Manifest;
import io.segue.models.format.ModelSummary;
import io.segue.models.gru.GruSettings;
import io.segue.models.gru.GruTrainer;
import io.segue.models.gru.TrainedGru;
import io.segue.models.gru.TrainingListener;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.item.ItemVector;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small bundles, whole and broken. */
final class TestBundles {
    static final int ITEMS = 15;
    static final int HIDDEN = 6;

    private TestBundles() {}

    static TrainedGru train(long seed) {
        return train(seed, false);
    }

    /** @param memory whether a session begins with what is left of its user's session before */
    static TrainedGru train(long seed, boolean memory) {
        List<UserSession> sessions = IntStream.range(0, 60)
                .mapToObj(s -> new UserSession(
                        "user-" + s % 20,
                        "session-" + s,
                        new SessionTail(
                                IntStream.range(s, s + 4)
                                        .mapToObj(i -> new SessionEvent(
                                                "item \"" + i % ITEMS + "\" ü", InteractionType.VIEW, s * 1_000L + i))
                                        .toList(),
                                ContextFeatures.NO_PRECEDING)))
                .toList();
        GruSettings settings = GruSettings.DEFAULT
                .withNetwork(
                        GruSettings.DEFAULT.network().withHiddenSize(HIDDEN).withMemory(memory))
                .withEpochs(2)
                .withVocabulary(new GruSettings.Vocabulary(1, 3))
                .withContent(new GruSettings.Content(1, 2, 0.2))
                .withCopy(new GruSettings.Copy(4, 0))
                .withSeed(seed);
        return new GruTrainer(settings, DeviceChoice.CPU).train(sessions, catalogue(), TrainingListener.NONE);
    }

    private static ItemCatalogue catalogue() {
        return new ItemCatalogue(IntStream.range(0, ITEMS)
                .boxed()
                .collect(Collectors.toMap(
                        i -> "item \"" + i + "\" ü",
                        i -> new ItemContent(
                                "a.b" + i % 3, "ü \"" + i % 2, i, "", i == 0 ? ItemVector.NONE : vector(i)))));
    }

    private static ItemVector vector(int item) {
        return ItemVector.of((float) Math.sin(item), (float) Math.cos(item), 0.1f);
    }

    static ModelSummary write(Path bundle, long seed) throws IOException {
        return train(seed).writeBundle(bundle, "test", "v" + seed, 123, Map.of("recallAt20", 0.25));
    }

    /** Makes the manifest fit the files again, so that only what was broken is wrong. */
    static void sign(Path bundle) throws IOException {
        List<String> names = new ArrayList<>(BundleFiles.ALWAYS);
        if (Files.exists(bundle.resolve(BundleFiles.OPTIMIZER))) {
            names.add(BundleFiles.OPTIMIZER);
        }
        Manifest.of(bundle, names).write(bundle.resolve(BundleFiles.MANIFEST));
    }

    static void replace(Path file, String part, String replacement) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(part)) {
            throw new IllegalArgumentException(file + " does not hold " + part);
        }
        Files.writeString(file, text.replace(part, replacement));
    }
}
