package io.segue.models.tuning;

import io.segue.models.baseline.StanSettings;
import io.segue.models.gru.GruSettings;
import java.util.ArrayList;
import java.util.List;

/** The spaces that {@code ./segue tune} searches; {@code deploy/docs/tuning.md} has them as a table. */
public final class SearchSpaces {
    private static final List<Dimension> PLAIN_GRU = List.of(
            new Dimension("network.hiddenSize", Range.OneOf.of(64, 96, 128, 192, 256)),
            new Dimension("network.embeddingDropout", new Range.Uniform(0, 0.7)),
            new Dimension("network.hiddenDropout", new Range.Uniform(0, 0.7)),
            new Dimension("batches.size", Range.OneOf.of(32, 64, 128)),
            new Dimension("batches.negatives", Range.OneOf.of(512, 1_024, 2_048, 4_096)),
            new Dimension("batches.negativesAlpha", new Range.Uniform(0, 1)),
            new Dimension("optimizer.learningRate", new Range.LogUniform(0.02, 0.2)));

    private static final List<Dimension> OF_CONTENT = List.of(
            new Dimension("content.idDropout", new Range.Uniform(0, 0.3)),
            new Dimension("copy.startShare", new Range.Uniform(0, 0.95)));

    private static final List<Dimension> STAN = List.of(
            new Dimension("samplesMax", Range.OneOf.of(500, 1_000, 2_000, 5_000)),
            new Dimension("neighboursMax", Range.OneOf.of(100, 200, 500, 1_000, 2_000)),
            new Dimension("itemDecay", new Range.LogUniform(0.5, 20)),
            new Dimension("ageDecay", new Range.Hours(12, 4_320)),
            new Dimension("distanceDecay", new Range.LogUniform(0.2, 10)),
            new Dimension("distanceFloor", new Range.Uniform(0, 0.3)),
            new Dimension("lengthPower", new Range.Uniform(0, 1)),
            new Dimension("similarityPower", new Range.Uniform(0.5, 3)));

    private SearchSpaces() {}

    /** GRU4Rec, of items alone. */
    public static SearchSpace<GruSettings> gru(int epochs, long seed) {
        return new SearchSpace<>(
                SettingsForm.GRU, GruSettings.PLAIN.withEpochs(epochs).withSeed(seed), PLAIN_GRU);
    }

    /** The GRU that reads content and copies. */
    public static SearchSpace<GruSettings> contextGru(int epochs, long seed) {
        List<Dimension> dimensions = new ArrayList<>(PLAIN_GRU);
        dimensions.addAll(OF_CONTENT);
        return new SearchSpace<>(
                SettingsForm.GRU, GruSettings.DEFAULT.withEpochs(epochs).withSeed(seed), dimensions);
    }

    /** Similar sessions. */
    public static SearchSpace<StanSettings> stan() {
        return new SearchSpace<>(SettingsForm.STAN, StanSettings.DEFAULT, STAN);
    }
}
