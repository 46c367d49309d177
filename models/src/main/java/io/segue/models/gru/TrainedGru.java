package io.segue.models.gru;

import io.segue.models.device.DeviceChoice;
import io.segue.models.format.BundleContent;
import io.segue.models.format.BundleWriter;
import io.segue.models.format.GoldenCase;
import io.segue.models.format.ModelCard;
import io.segue.models.format.ModelSummary;
import io.segue.models.serving.NextItemModel;
import io.segue.models.tensor.Tensor;
import io.segue.models.vocabulary.KnownItems;
import io.segue.models.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The result of a training: can be tried at once, and written as a bundle. */
public final class TrainedGru {
    /** In a bundle's card. */
    public static final String ARCHITECTURE = "context-gru";

    private static final String UNRELEASED = "unreleased";

    private final GruSettings settings;
    private final GruWeights weights;
    private final Adagrad.Sums sums;
    private final KnownItems known;
    private final TrainingLog log;

    TrainedGru(GruSettings settings, GruWeights weights, Adagrad.Sums sums, KnownItems known, TrainingLog log) {
        this.settings = settings;
        this.weights = weights;
        this.sums = sums;
        this.known = known;
        this.log = log;
    }

    public GruSettings settings() {
        return settings;
    }

    public GruWeights weights() {
        return weights;
    }

    public Vocabulary vocabulary() {
        return known.vocabulary();
    }

    /** For whoever goes on from here, before there is a bundle. */
    LearnerStart learnerStart() {
        return new LearnerStart(UNRELEASED, settings, new GruState(weights, known), byName(sums.tensors()));
    }

    private static Map<String, Tensor> byName(List<Tensor> tensors) {
        return tensors.stream().collect(Collectors.toMap(Tensor::name, tensor -> tensor));
    }

    public TrainingLog log() {
        return log;
    }

    /** A model with these weights, for an evaluation before anything is written. Whoever asks closes it. */
    public NextItemModel open(String version, DeviceChoice device) {
        return new GruModel(version, weights, known, device);
    }

    /**
     * Writes a bundle of the network alone, in one step: it is there as a whole or not at all.
     *
     * @param bundle the folder to create, which must not exist
     * @param createdAtMs epoch milliseconds
     * @param metrics of an evaluation, kept in the card beside those of the training
     */
    public ModelSummary writeBundle(
            Path bundle, String name, String version, long createdAtMs, Map<String, Double> metrics)
            throws IOException {
        ModelCard card = card(name, version, createdAtMs, metrics, ModelCard.Retrieval.NONE);
        return BundleWriter.write(bundle, content(card, List.of()));
    }

    /** What a bundle says of this network, and of what lies beside it. */
    public ModelCard card(
            String name, String version, long createdAtMs, Map<String, Double> metrics, ModelCard.Retrieval retrieval) {
        Map<String, Double> allMetrics = new TreeMap<>(metrics);
        allMetrics.put("trainingLoss", log.loss());
        allMetrics.put("trainingSeconds", log.seconds());
        allMetrics.put("vectorsIgnored", (double) log.vectorsIgnored());
        return new ModelCard(
                ModelCard.FORMAT_VERSION,
                ARCHITECTURE,
                name,
                version,
                ModelCard.FeatureSchema.CURRENT,
                GruCard.network(weights.shape()),
                GruCard.dimensions(weights.shape(), known.content()),
                retrieval,
                "",
                new ModelCard.Lineage(log.trainedUntilMs(), log.sessionsCount(), log.eventsCount(), createdAtMs),
                settings.toMap(),
                allMetrics);
    }

    /**
     * What is written for such a card, with the sums of the optimizer, as large as the weights, unless the network has a
     * memory: then nobody goes on from it.
     */
    public BundleContent content(ModelCard card, List<Tensor> retrieval) {
        List<Tensor> optimizer = settings.network().memory() ? List.of() : sums.tensors();
        return new BundleContent(card, known, weights.tensors(), golden(), retrieval, optimizer);
    }

    private List<GoldenCase> golden() {
        // On the CPU, wherever the training ran: the same numbers for everybody.
        try (NextItemModel model = open("golden", DeviceChoice.CPU)) {
            return GoldenSessions.of(model, known, settings.seed());
        }
    }
}
