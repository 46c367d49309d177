package io.segue.models.gru;

import io.segue.models.device.DeviceChoice;
import io.segue.models.format.BundleContent;
import io.segue.models.format.BundleWriter;
import io.segue.models.format.GoldenCase;
import io.segue.models.format.ModelCard;
import io.segue.models.format.ModelSummary;
import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.Scorer;
import io.segue.models.vocabulary.Vocabulary;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.feature.StepInput;
import io.segue.state.interaction.InteractionType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** The result of a training: can be tried at once, and written as a bundle. */
public final class TrainedGru {
    /** In a bundle's card. */
    public static final String ARCHITECTURE = "context-gru";

    private static final int GOLDEN_CASES = 4;
    private static final int GOLDEN_ITEMS = 10;

    private final GruSettings settings;
    private final GruWeights weights;
    private final Vocabulary vocabulary;
    private final TrainingLog log;

    TrainedGru(GruSettings settings, GruWeights weights, Vocabulary vocabulary, TrainingLog log) {
        this.settings = settings;
        this.weights = weights;
        this.vocabulary = vocabulary;
        this.log = log;
    }

    public GruSettings settings() {
        return settings;
    }

    public GruWeights weights() {
        return weights;
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    public TrainingLog log() {
        return log;
    }

    /** A model with these weights, for an evaluation before anything is written. Whoever asks closes it. */
    public NextItemModel open(String version, DeviceChoice device) {
        return new GruModel(version, weights, vocabulary, device);
    }

    /**
     * Writes a bundle, in one step: it is there as a whole or not at all.
     *
     * @param bundle the folder to create, which must not exist
     * @param createdAtMs epoch milliseconds
     * @param metrics of an evaluation, kept in the card beside those of the training
     */
    public ModelSummary writeBundle(
            Path bundle, String name, String version, long createdAtMs, Map<String, Double> metrics)
            throws IOException {
        Map<String, Double> allMetrics = new TreeMap<>(metrics);
        allMetrics.put("trainingLoss", log.loss());
        allMetrics.put("trainingSeconds", log.seconds());
        GruShape shape = weights.shape();
        ModelCard card = new ModelCard(
                ModelCard.FORMAT_VERSION,
                ARCHITECTURE,
                name,
                version,
                ModelCard.FeatureSchema.CURRENT,
                new ModelCard.Dimensions(shape.hiddenSize(), shape.itemsCount(), shape.oovBuckets()),
                "",
                new ModelCard.Lineage(log.trainedUntilMs(), log.sessionsCount(), log.eventsCount(), createdAtMs),
                settings.toMap(),
                allMetrics);
        return BundleWriter.write(bundle, new BundleContent(card, vocabulary, weights.tensors(), golden()));
    }

    /** Sessions of known items, each longer than the one before, the last input of the last one unknown. */
    private List<GoldenCase> golden() {
        SplittableRandom random = new SplittableRandom(settings.seed());
        List<ModelRequest> requests = new ArrayList<>();
        for (int i = 0; i < GOLDEN_CASES; i++) {
            List<StepInput> inputs = new ArrayList<>();
            for (int step = 0; step <= i; step++) {
                inputs.add(new StepInput(vocabulary.itemId(random.nextInt(vocabulary.size())), context(random)));
            }
            if (i == GOLDEN_CASES - 1) {
                inputs.add(new StepInput(unknownItemId(), context(random)));
            }
            requests.add(new ModelRequest(new float[0], inputs, ""));
        }
        // On the CPU, wherever the training ran: the same numbers for everybody.
        try (NextItemModel model = open("golden", DeviceChoice.CPU);
                Scorer scorer = model.newScorer()) {
            List<ModelAnswer> answers = scorer.recommend(requests, GOLDEN_ITEMS);
            List<GoldenCase> cases = new ArrayList<>();
            for (int i = 0; i < requests.size(); i++) {
                cases.add(new GoldenCase(
                        requests.get(i).inputs(),
                        answers.get(i).hidden(),
                        answers.get(i).items()));
            }
            return cases;
        }
    }

    private static ContextFeatures context(SplittableRandom random) {
        return new ContextFeatures(
                random.nextInt(InteractionType.count()),
                random.nextInt(ContextFeatures.HOURS),
                random.nextInt(ContextFeatures.DAYS),
                random.nextInt(ContextFeatures.GAP_BINS));
    }

    private String unknownItemId() {
        String itemId = "unknown";
        while (vocabulary.contains(itemId)) {
            itemId += "-";
        }
        return itemId;
    }
}
