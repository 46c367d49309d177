package io.segue.models.gru;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How a {@link GruTrainer} trains.
 *
 * @param seed of the first weights, the negatives and the dropout
 */
public record GruSettings(
        Network network,
        Vocabulary vocabulary,
        Content content,
        Copy copy,
        Loss loss,
        Batches batches,
        Optimizer optimizer,
        long seed)
        implements Serializable {
    public static final String PREFIX = "segue.training.";

    /** GRU4Rec: sessions of items, and nothing else. */
    public static final GruSettings PLAIN = new GruSettings(
            new Network(128, ItemEmbedding.CONSTRAINED, Set.of(), ContextFusion.ADDED, 0.5, 0.5, false),
            new Vocabulary(2, 64),
            Content.NONE,
            Copy.NONE,
            new Loss(LossFunction.CROSS_ENTROPY, 1, 0),
            new Batches(BatchKind.WHOLE_SESSIONS, 64, 20, 2_048, 0.75),
            new Optimizer(10, 0.08, 1, 0, 1),
            42);

    /** The contextual GRU, tuned on the newest days of the training part of a shop's log of two months. */
    public static final GruSettings DEFAULT = new GruSettings(
            new Network(
                    128,
                    ItemEmbedding.CONSTRAINED,
                    Set.of(ContextInput.TYPE, ContextInput.GAP),
                    ContextFusion.LATENT_CROSS,
                    0.35,
                    0.5,
                    false),
            new Vocabulary(1, 64),
            new Content(1, 64, 0.15),
            new Copy(20, 0.1),
            new Loss(LossFunction.CROSS_ENTROPY, 1, 0),
            new Batches(BatchKind.WHOLE_SESSIONS, 64, 20, 2_048, 0.5),
            new Optimizer(12, 0.05, 1, 0, 4),
            42);

    /**
     * The network.
     *
     * @param hiddenSize units, and the length of an item's vector
     * @param contextInputs what it reads beside the items
     * @param embeddingDropout share of the units of an input's vector that are dropped in training
     * @param hiddenDropout share of the units of what the state gives out that are dropped in training
     * @param memory whether a session begins with what is left of its user's session before
     */
    public record Network(
            int hiddenSize,
            ItemEmbedding embedding,
            Set<ContextInput> contextInputs,
            ContextFusion contextFusion,
            double embeddingDropout,
            double hiddenDropout,
            boolean memory)
            implements Serializable {
        public Network {
            require(hiddenSize >= 1 && hiddenSize <= 1_024, PREFIX + "hidden.size", hiddenSize, "within [1, 1024]");
            requireShare(embeddingDropout, "embedding.dropout");
            requireShare(hiddenDropout, "hidden.dropout");
            contextInputs = Set.copyOf(contextInputs);
            // A one-hot input has no vector that a context could be multiplied into.
            require(
                    embedding != ItemEmbedding.ONE_HOT
                            || contextFusion != ContextFusion.LATENT_CROSS
                            || contextInputs.isEmpty(),
                    PREFIX + "context.fusion",
                    contextFusion,
                    "ADDED or GATES where the embedding is ONE_HOT");
        }

        public Network withHiddenSize(int size) {
            return new Network(size, embedding, contextInputs, contextFusion, embeddingDropout, hiddenDropout, memory);
        }

        public Network withDropout(double ofEmbedding, double ofHidden) {
            return new Network(hiddenSize, embedding, contextInputs, contextFusion, ofEmbedding, ofHidden, memory);
        }

        public Network withContext(Set<ContextInput> inputs, ContextFusion fusion) {
            return new Network(hiddenSize, embedding, inputs, fusion, embeddingDropout, hiddenDropout, memory);
        }

        public Network withMemory(boolean isOn) {
            return new Network(
                    hiddenSize, embedding, contextInputs, contextFusion, embeddingDropout, hiddenDropout, isOn);
        }

        public Network withEmbedding(ItemEmbedding kind) {
            return new Network(hiddenSize, kind, contextInputs, contextFusion, embeddingDropout, hiddenDropout, memory);
        }
    }

    /**
     * Which items are learned one by one.
     *
     * @param supportMin interactions that an item must have to get a row of its own
     * @param oovBuckets rows that items share by hash of which nothing is known
     */
    public record Vocabulary(int supportMin, int oovBuckets) implements Serializable {
        public Vocabulary {
            require(
                    supportMin >= 1 && supportMin <= 1_000_000,
                    PREFIX + "support.min",
                    supportMin,
                    "within [1, 1000000]");
            require(
                    oovBuckets >= 1 && oovBuckets <= 1 << 20,
                    PREFIX + "oov.buckets",
                    oovBuckets,
                    "within [1, 1048576]");
        }
    }

    /**
     * What is learned of the items' content.
     *
     * @param supportMin items that a value must have to get a row of its own
     * @param buckets rows per slot that other values share by hash; 0 to learn nothing of content
     * @param idDropout share of the items that a training step knows by their content only, as it will know new items
     */
    public record Content(int supportMin, int buckets, double idDropout) implements Serializable {
        public static final Content NONE = new Content(1, 0, 0);

        public Content {
            require(
                    supportMin >= 1 && supportMin <= 1_000_000,
                    PREFIX + "content.support.min",
                    supportMin,
                    "within [1, 1000000]");
            require(buckets >= 0 && buckets <= 1 << 16, PREFIX + "content.buckets", buckets, "within [0, 65536]");
            requireShare(idDropout, "id.dropout");
        }
    }

    /**
     * The session's own items as candidates.
     *
     * @param eventsMax how far back; 0 for none of that
     * @param startShare share of the training after which it is switched on: from the start it starves the item vectors,
     *     too late it does not learn enough
     */
    public record Copy(int eventsMax, double startShare) implements Serializable {
        public static final Copy NONE = new Copy(0, 0);

        public Copy {
            require(eventsMax >= 0 && eventsMax <= 100, PREFIX + "copy.events.max", eventsMax, "within [0, 100]");
            requireShare(startShare, "copy.start");
        }
    }

    /**
     * What is made small.
     *
     * @param logQ how much of the correction for the sampling is applied, of the cross-entropy only
     * @param regularisation of the scores, of BPR-max only
     */
    public record Loss(LossFunction function, double logQ, double regularisation) implements Serializable {
        public Loss {
            require(logQ >= 0 && logQ <= 1, PREFIX + "loss.logq", logQ, "within [0, 1]");
            require(
                    regularisation >= 0 && regularisation <= 100,
                    PREFIX + "loss.regularisation",
                    regularisation,
                    "within [0, 100]");
        }

        double appliedLogQ() {
            return function == LossFunction.CROSS_ENTROPY ? logQ : 0;
        }
    }

    /**
     * A training step.
     *
     * @param size sessions per step
     * @param stepsMax interactions through which the gradient flows; a longer session is cut into several
     * @param negatives items drawn per step, beside the targets of its sessions
     * @param negativesAlpha they are drawn in proportion to their count to this power
     */
    public record Batches(BatchKind kind, int size, int stepsMax, int negatives, double negativesAlpha)
            implements Serializable {
        public Batches {
            require(size >= 1 && size <= 4_096, PREFIX + "batch.size", size, "within [1, 4096]");
            require(stepsMax >= 1 && stepsMax <= 200, PREFIX + "steps.max", stepsMax, "within [1, 200]");
            require(negatives >= 1 && negatives <= 65_536, PREFIX + "negatives", negatives, "within [1, 65536]");
            require(
                    negativesAlpha >= 0 && negativesAlpha <= 1,
                    PREFIX + "negatives.alpha",
                    negativesAlpha,
                    "within [0, 1]");
        }
    }

    /**
     * How the weights move.
     *
     * @param epochs passes over the sessions
     * @param learningRate of Adagrad, at the start
     * @param learningRateEnd at the end, as a share of that at the start; in between it falls in a line
     * @param momentum share of the last move of a weight that is repeated
     * @param averagedEpochs the weights are the mean of those after each of the last so many epochs
     */
    public record Optimizer(
            int epochs, double learningRate, double learningRateEnd, double momentum, int averagedEpochs)
            implements Serializable {
        public Optimizer {
            require(epochs >= 1 && epochs <= 1_000, PREFIX + "epochs", epochs, "within [1, 1000]");
            require(learningRate > 0 && learningRate <= 10, PREFIX + "learning-rate", learningRate, "within (0, 10]");
            require(
                    learningRateEnd > 0 && learningRateEnd <= 1,
                    PREFIX + "learning-rate.end",
                    learningRateEnd,
                    "within (0, 1]");
            requireShare(momentum, "momentum");
            require(
                    averagedEpochs >= 1 && averagedEpochs <= 1_000,
                    PREFIX + "averaged.epochs",
                    averagedEpochs,
                    "within [1, 1000]");
        }

        public Optimizer withEpochs(int count) {
            return new Optimizer(count, learningRate, learningRateEnd, momentum, averagedEpochs);
        }

        /** The same for another number of epochs, whose end that is averaged is as large a part, and at least one. */
        Optimizer lasting(int count) {
            int averaged = Math.min(averagedEpochs, epochs) * count / epochs;
            return new Optimizer(count, learningRate, learningRateEnd, momentum, Math.max(1, averaged));
        }
    }

    public GruSettings {
        require(
                content.buckets() == 0 || network.embedding() == ItemEmbedding.CONSTRAINED,
                PREFIX + "embedding",
                network.embedding(),
                ItemEmbedding.CONSTRAINED + " where content is learned");
        require(
                batches.kind() == BatchKind.WHOLE_SESSIONS || !network.memory(),
                PREFIX + "memory",
                network.memory(),
                "false where batches are " + batches.kind());
    }

    private static void requireShare(double share, String key) {
        require(share >= 0 && share < 1, PREFIX + key, share, "within [0, 1)");
    }

    public GruSettings withNetwork(Network other) {
        return new GruSettings(other, vocabulary, content, copy, loss, batches, optimizer, seed);
    }

    public GruSettings withVocabulary(Vocabulary other) {
        return new GruSettings(network, other, content, copy, loss, batches, optimizer, seed);
    }

    public GruSettings withContent(Content other) {
        return new GruSettings(network, vocabulary, other, copy, loss, batches, optimizer, seed);
    }

    public GruSettings withCopy(Copy other) {
        return new GruSettings(network, vocabulary, content, other, loss, batches, optimizer, seed);
    }

    public GruSettings withLoss(Loss other) {
        return new GruSettings(network, vocabulary, content, copy, other, batches, optimizer, seed);
    }

    public GruSettings withBatches(Batches other) {
        return new GruSettings(network, vocabulary, content, copy, loss, other, optimizer, seed);
    }

    public GruSettings withOptimizer(Optimizer other) {
        return new GruSettings(network, vocabulary, content, copy, loss, batches, other, seed);
    }

    public GruSettings withSeed(long other) {
        return new GruSettings(network, vocabulary, content, copy, loss, batches, optimizer, other);
    }

    public GruSettings withHiddenSize(int size) {
        return withNetwork(network.withHiddenSize(size));
    }

    public GruSettings withEpochs(int count) {
        return withOptimizer(optimizer.withEpochs(count));
    }

    /** Those of a training that goes on from one with these, for so many epochs. */
    public GruSettings goingOn(int epochs) {
        return withOptimizer(optimizer.lasting(epochs));
    }

    /** Whether both train in the same way, but for how long and by which seed: one can go on from the other then. */
    public boolean goesOnFrom(GruSettings other) {
        return goingOn(1).withSeed(0).equals(other.goingOn(1).withSeed(0));
    }

    /** By name, as a bundle records them. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("network", network);
        map.put("vocabulary", vocabulary);
        map.put("content", content);
        map.put("copy", copy);
        map.put("loss", loss);
        map.put("batches", batches);
        map.put("optimizer", optimizer);
        map.put("seed", seed);
        return map;
    }
}
