package io.segue.models.format;

import io.segue.models.baseline.StanSettings;
import io.segue.models.rank.RankTrainingSettings;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.InteractionType;
import io.segue.state.live.LiveSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code model.json}: what a bundle holds and where it comes from.
 *
 * @param formatVersion of the bundle, {@value #FORMAT_VERSION}
 * @param architecture of the network, which decides the tensors
 * @param vocabularySha256 of the file with the items
 * @param options of the training
 * @param metrics of the training and its evaluation
 */
public record ModelCard(
        int formatVersion,
        String architecture,
        String name,
        String version,
        FeatureSchema featureSchema,
        Network network,
        Dimensions dimensions,
        Retrieval retrieval,
        String vocabularySha256,
        Lineage lineage,
        Map<String, Object> options,
        Map<String, Double> metrics) {

    public static final int FORMAT_VERSION = 3;

    public ModelCard {
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }

    /** The features that the model reads, see {@link ContextFeatures}: how many values each has. */
    public record FeatureSchema(int version, int types, int hours, int days, int gapBins) {
        /** The features of this build. */
        public static final FeatureSchema CURRENT = new FeatureSchema(
                ContextFeatures.SCHEMA_VERSION,
                InteractionType.count(),
                ContextFeatures.HOURS,
                ContextFeatures.DAYS,
                ContextFeatures.GAP_BINS);
    }

    /**
     * What the network is made of, in the words of its architecture.
     *
     * @param itemEmbedding what an item is as an input
     * @param contextInputs what is read beside the items
     * @param contextFusion how that is mixed in
     * @param memory whether a session begins with what is left of its user's session before
     */
    public record Network(String itemEmbedding, List<String> contextInputs, String contextFusion, boolean memory) {
        public Network {
            contextInputs = contextInputs.stream().sorted().toList();
        }
    }

    /**
     * How large it is.
     *
     * @param contentValues values of content with a row of their own
     * @param contentBuckets rows per slot for other values, 0 where no content is read
     * @param contentVector values of an item's vector, 0 where none is read
     * @param copyEvents how far back a session's own items are scored as such, 0 for not at all
     */
    public record Dimensions(
            int hiddenSize,
            int itemsCount,
            int oovBuckets,
            int contentValues,
            int contentBuckets,
            int contentVector,
            int copyEvents) {}

    /**
     * What there is beside the network, in {@link BundleFiles#RETRIEVAL}.
     *
     * @param repeatsCollapsed whether the item just seen is never the next one
     * @param similar how sessions are found that are like this one; nothing where there is no index of sessions
     * @param rankFeatures what the ranker reads, in order; empty where there is no ranker
     * @param live what the ranker was trained to find counted; nothing where there is no ranker
     * @param ranking how the ranker was trained, and for which objective; nothing where there is no ranker
     */
    public record Retrieval(
            boolean repeatsCollapsed,
            Optional<StanSettings> similar,
            List<String> rankFeatures,
            Optional<LiveSettings> live,
            Optional<RankTrainingSettings> ranking) {
        /** The network alone. */
        public static final Retrieval NONE =
                new Retrieval(true, Optional.empty(), List.of(), Optional.empty(), Optional.empty());

        public Retrieval {
            rankFeatures = List.copyOf(rankFeatures);
        }

        boolean isNone() {
            return equals(NONE);
        }
    }

    /**
     * What the model has seen.
     *
     * @param trainedUntilMs event time of the newest event, epoch milliseconds
     * @param createdAtMs epoch milliseconds
     */
    public record Lineage(long trainedUntilMs, int sessionsCount, long eventsCount, long createdAtMs) {}

    /**
     * The options of the training, as the settings that they were.
     *
     * @throws IllegalArgumentException if they are not such settings
     */
    public <S> S optionsAs(Class<S> settings) {
        return BundleFiles.JSON.convertValue(options, settings);
    }

    ModelCard withVocabularySha256(String sha256) {
        return new ModelCard(
                formatVersion,
                architecture,
                name,
                version,
                featureSchema,
                network,
                dimensions,
                retrieval,
                sha256,
                lineage,
                options,
                metrics);
    }

    public void write(Path file) throws IOException {
        Files.write(file, BundleFiles.JSON.writeValueAsBytes(this));
    }

    /** The version of the format that a card states, 0 where it states none: enough is read to refuse the rest. */
    public static int formatVersionOf(Path file) throws IOException {
        return BundleFiles.JSON
                .readTree(Files.readAllBytes(file))
                .path("formatVersion")
                .asInt();
    }

    /** Reads a card; the message of the exception says which field is missing or wrong. */
    public static ModelCard read(Path file) throws IOException {
        return BundleFiles.JSON.readValue(Files.readAllBytes(file), ModelCard.class);
    }
}
