package io.segue.models.format;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.ArrayList;
import java.util.List;

/** What lies in the folder of a bundle. */
public final class BundleFiles {
    /** {@link ModelCard}. */
    public static final String CARD = "model.json";

    public static final String WEIGHTS = "weights.safetensors";

    /** {@link ItemsFile}. */
    public static final String ITEMS = "items.jsonl";

    /** {@link ContentFile}. */
    public static final String CONTENT = "content.jsonl";

    /** {@link GoldenCase}s. */
    public static final String GOLDEN = "golden.json";

    /**
     * The index of sessions, the ranker and the counts it was trained on, as {@link ModelCard.Retrieval} says; not
     * there where it says nothing.
     */
    public static final String RETRIEVAL = "retrieval.safetensors";

    /**
     * The sums of the optimizer at the end of the training, for whoever goes on from there; may be missing, and no
     * serving job reads more of it than its hash.
     */
    public static final String OPTIMIZER = "optimizer.safetensors";

    /** {@link Manifest}; its hash is the hash of the bundle. */
    public static final String MANIFEST = "manifest.sha256";

    /** The files that every bundle has. */
    public static final List<String> ALWAYS = List.of(CARD, CONTENT, GOLDEN, ITEMS, WEIGHTS);

    /** Strict about what is missing, generous about what is new. */
    public static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            // A record is its components: what it says of itself besides is no part of a file.
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private BundleFiles() {}

    /** The files that a manifest lists, these and at most {@link #OPTIMIZER} besides, in a bundle with such a card. */
    public static List<String> listed(ModelCard card) {
        if (card.retrieval().isNone()) {
            return ALWAYS;
        }
        List<String> all = new ArrayList<>(ALWAYS);
        all.add(RETRIEVAL);
        return List.copyOf(all);
    }
}
