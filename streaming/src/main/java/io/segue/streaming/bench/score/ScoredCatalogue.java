package io.segue.streaming.bench.score;

import io.segue.models.gru.Backend;
import io.segue.models.gru.ContextFusion;
import io.segue.models.gru.GruModel;
import io.segue.models.gru.GruShape;
import io.segue.models.gru.GruWeights;
import io.segue.models.gru.ItemEmbedding;
import io.segue.models.proposal.ScoredItem;
import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.Scorer;
import io.segue.models.tensor.Tensor;
import io.segue.models.vocabulary.KnownItems;
import io.segue.models.vocabulary.Vocabulary;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.feature.StepInput;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** One network of random weights, opened by every engine. */
final class ScoredCatalogue implements AutoCloseable {
    private static final long SEED = 16;

    private final int hiddenSize;
    private final int itemsCount;
    private final Vocabulary vocabulary;
    private final float[] items;
    private final float[] bias;
    private final Map<String, GruModel> models = new LinkedHashMap<>();
    private final Map<String, Scorer> scorers = new LinkedHashMap<>();

    ScoredCatalogue(int itemsCount, int hiddenSize, Map<String, Backend> engines) {
        this.itemsCount = itemsCount;
        this.hiddenSize = hiddenSize;
        this.vocabulary = new Vocabulary(
                IntStream.range(0, itemsCount).mapToObj(i -> "item-" + i).toList());
        GruShape shape = new GruShape(
                hiddenSize, itemsCount, 1, 0, 0, ItemEmbedding.CONSTRAINED, Set.of(), ContextFusion.ADDED, false);
        Map<String, Tensor> tensors = new HashMap<>();
        RandomGenerator random = new SplittableRandom(SEED);
        shape.tensors().forEach((name, dimensions) -> {
            Tensor tensor = Tensor.zeros(name, dimensions);
            fill(tensor.values(), random);
            tensors.put(name, tensor);
        });
        GruWeights weights = GruWeights.of(shape, tensors);
        this.items = values(weights, GruShape.ITEMS);
        this.bias = values(weights, GruShape.ITEM_BIAS);
        engines.forEach((name, backend) -> {
            GruModel model = new GruModel(name, weights, KnownItems.withoutContent(vocabulary), backend);
            models.put(name, model);
            scorers.put(name, model.newScorer());
        });
    }

    private static void fill(float[] values, RandomGenerator random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat(-0.3f, 0.3f);
        }
    }

    private static float[] values(GruWeights weights, String name) {
        return weights.tensors().stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow()
                .values();
    }

    Scorer scorer(String engine) {
        Scorer scorer = scorers.get(engine);
        if (scorer == null) {
            throw new IllegalArgumentException("there is no engine " + engine);
        }
        return scorer;
    }

    /** One event each of so many sessions under way. */
    List<ModelRequest> requests(int batch) {
        SplittableRandom random = new SplittableRandom(SEED + batch);
        return IntStream.range(0, batch)
                .mapToObj(i -> {
                    float[] hidden = new float[hiddenSize];
                    fill(hidden, random);
                    StepInput input = new StepInput(
                            vocabulary.itemId(random.nextInt(itemsCount)), new ContextFeatures(0, 0, 0, 0));
                    return new ModelRequest(hidden, List.of(input), "");
                })
                .toList();
    }

    /** How an answer compares with a reference in double precision. */
    record Exactness(double overlap, double scoreErrorMax) {}

    Exactness exactness(ModelAnswer answer) {
        double[] scores = new double[itemsCount];
        for (int item = 0; item < itemsCount; item++) {
            double score = bias[item];
            for (int unit = 0; unit < hiddenSize; unit++) {
                score += (double) answer.hidden()[unit] * items[item * hiddenSize + unit];
            }
            scores[item] = score;
        }
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double last = sorted[itemsCount - answer.items().size()];
        double errorMax = 0;
        int listed = 0;
        for (ScoredItem item : answer.items()) {
            double expected = scores[vocabulary.row(item.itemId())];
            errorMax = Math.max(errorMax, Math.abs(expected - item.score()));
            listed += expected >= last ? 1 : 0;
        }
        return new Exactness((double) listed / answer.items().size(), errorMax);
    }

    @Override
    public void close() {
        scorers.values().forEach(Scorer::close);
        models.values().forEach(GruModel::close);
    }
}
