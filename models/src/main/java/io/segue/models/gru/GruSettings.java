package io.segue.models.gru;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;
import java.util.Map;

/**
 * How a {@link GruTrainer} trains.
 *
 * @param hiddenSize units, and the length of an item's vector
 * @param epochs passes over the sessions
 * @param batchSize sessions per training step
 * @param stepsMax interactions through which the gradient flows; a longer session is cut into several
 * @param negatives items drawn per training step, beside the targets of its sessions
 * @param negativesAlpha they are drawn in proportion to their count to this power
 * @param learningRate of Adagrad
 * @param dropout share of the input and of the output units that are dropped in training
 * @param minSupport interactions that an item must have to get a row of its own
 * @param oovBuckets rows that the other items share by hash
 * @param seed of the first weights, the negatives and the dropout
 */
public record GruSettings(
        int hiddenSize,
        int epochs,
        int batchSize,
        int stepsMax,
        int negatives,
        double negativesAlpha,
        double learningRate,
        double dropout,
        int minSupport,
        int oovBuckets,
        long seed)
        implements Serializable {
    public static final String PREFIX = "segue.training.";

    /** Tuned on half of a shop's log of two months. */
    public static final GruSettings DEFAULT = new GruSettings(128, 10, 64, 20, 2_048, 0.75, 0.08, 0.5, 2, 64, 42);

    public GruSettings {
        require(hiddenSize >= 1 && hiddenSize <= 1_024, PREFIX + "hidden.size", hiddenSize, "within [1, 1024]");
        require(epochs >= 1 && epochs <= 1_000, PREFIX + "epochs", epochs, "within [1, 1000]");
        require(batchSize >= 1 && batchSize <= 4_096, PREFIX + "batch.size", batchSize, "within [1, 4096]");
        require(stepsMax >= 1 && stepsMax <= 200, PREFIX + "steps.max", stepsMax, "within [1, 200]");
        require(negatives >= 1 && negatives <= 65_536, PREFIX + "negatives", negatives, "within [1, 65536]");
        require(
                negativesAlpha >= 0 && negativesAlpha <= 1,
                PREFIX + "negatives.alpha",
                negativesAlpha,
                "within [0, 1]");
        require(learningRate > 0 && learningRate <= 10, PREFIX + "learning-rate", learningRate, "within (0, 10]");
        require(dropout >= 0 && dropout < 1, PREFIX + "dropout", dropout, "within [0, 1)");
        require(minSupport >= 1 && minSupport <= 1_000_000, PREFIX + "support.min", minSupport, "within [1, 1000000]");
        require(oovBuckets >= 1 && oovBuckets <= 1 << 20, PREFIX + "oov.buckets", oovBuckets, "within [1, 1048576]");
    }

    public GruSettings withHiddenSize(int size) {
        return new GruSettings(
                size,
                epochs,
                batchSize,
                stepsMax,
                negatives,
                negativesAlpha,
                learningRate,
                dropout,
                minSupport,
                oovBuckets,
                seed);
    }

    public GruSettings withEpochs(int count) {
        return new GruSettings(
                hiddenSize,
                count,
                batchSize,
                stepsMax,
                negatives,
                negativesAlpha,
                learningRate,
                dropout,
                minSupport,
                oovBuckets,
                seed);
    }

    public GruSettings withBatchSize(int sessions) {
        return new GruSettings(
                hiddenSize,
                epochs,
                sessions,
                stepsMax,
                negatives,
                negativesAlpha,
                learningRate,
                dropout,
                minSupport,
                oovBuckets,
                seed);
    }

    public GruSettings withNegatives(int count, double alpha) {
        return new GruSettings(
                hiddenSize,
                epochs,
                batchSize,
                stepsMax,
                count,
                alpha,
                learningRate,
                dropout,
                minSupport,
                oovBuckets,
                seed);
    }

    public GruSettings withLearningRate(double rate) {
        return new GruSettings(
                hiddenSize,
                epochs,
                batchSize,
                stepsMax,
                negatives,
                negativesAlpha,
                rate,
                dropout,
                minSupport,
                oovBuckets,
                seed);
    }

    public GruSettings withDropout(double share) {
        return new GruSettings(
                hiddenSize,
                epochs,
                batchSize,
                stepsMax,
                negatives,
                negativesAlpha,
                learningRate,
                share,
                minSupport,
                oovBuckets,
                seed);
    }

    public GruSettings withVocabulary(int support, int buckets) {
        return new GruSettings(
                hiddenSize,
                epochs,
                batchSize,
                stepsMax,
                negatives,
                negativesAlpha,
                learningRate,
                dropout,
                support,
                buckets,
                seed);
    }

    public GruSettings withSeed(long number) {
        return new GruSettings(
                hiddenSize,
                epochs,
                batchSize,
                stepsMax,
                negatives,
                negativesAlpha,
                learningRate,
                dropout,
                minSupport,
                oovBuckets,
                number);
    }

    /** By name, as a bundle records them. */
    Map<String, Object> toMap() {
        return Map.ofEntries(
                Map.entry("hiddenSize", hiddenSize),
                Map.entry("epochs", epochs),
                Map.entry("batchSize", batchSize),
                Map.entry("stepsMax", stepsMax),
                Map.entry("negatives", negatives),
                Map.entry("negativesAlpha", negativesAlpha),
                Map.entry("learningRate", learningRate),
                Map.entry("dropout", dropout),
                Map.entry("minSupport", minSupport),
                Map.entry("oovBuckets", oovBuckets),
                Map.entry("seed", seed));
    }
}
