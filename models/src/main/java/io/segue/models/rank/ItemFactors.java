package io.segue.models.rank;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What is learned online of items themselves: a vector of an item as the newest one of a session, and one as that which
 * comes next; their product says how well the second follows the first. The item-to-item part of factorized Markov chains
 * (Rendle et al., FPMC, WWW 2010): where two items were seldom seen together, it goes by the company that they keep. An
 * item says nothing until it has been learned about; of more items than {@code itemsMax} those not asked about for longest
 * are forgotten. Not thread safe.
 */
final class ItemFactors {
    private static final double START_BOUND = 0.3;
    private static final float SQUARES_START = 0.1f;
    /** An item that was ranked right to within this is left alone. */
    private static final float ERROR_MIN = 1e-3f;

    private final int length;
    private final float learningRate;
    private final Map<String, Row> newest;
    private final Map<String, Row> next;

    /** A vector, and the sum of its squared slopes: row-wise Adagrad. */
    private static final class Row {
        private final float[] vector;
        private float squares = SQUARES_START;

        private Row(float[] vector) {
            this.vector = vector;
        }

        private void step(float learningRate, float square, float slope, float[] direction) {
            squares += square;
            float step = learningRate * slope / (float) Math.sqrt(squares);
            for (int i = 0; i < vector.length; i++) {
                vector[i] -= step * direction[i];
            }
        }
    }

    /** @param length of the vectors; 0 learns nothing */
    ItemFactors(int length, double learningRate, int itemsMax) {
        this.length = length;
        this.learningRate = (float) learningRate;
        this.newest = atMost(itemsMax);
        this.next = atMost(itemsMax);
    }

    private static Map<String, Row> atMost(int itemsMax) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Row> eldest) {
                return size() > itemsMax;
            }
        };
    }

    /** What each item gets on top of its score as the one after the newest. */
    float[] products(String newestItemId, List<String> itemIds) {
        float[] products = new float[itemIds.size()];
        Row from = newest.get(newestItemId);
        for (int i = 0; from != null && i < products.length; i++) {
            Row to = next.get(itemIds.get(i));
            products[i] = to == null ? 0 : dot(from.vector, to.vector);
        }
        return products;
    }

    private static float dot(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /**
     * One step of the listwise softmax loss.
     *
     * @param scores of the items by the whole ranker, these products included
     * @param target which of the items came next
     */
    void learn(String newestItemId, List<String> itemIds, float[] scores, int target) {
        float[] probabilities = softmax(scores);
        Row from = newest.computeIfAbsent(newestItemId, this::start);
        float[] slopes = new float[length];
        for (int item = 0; item < probabilities.length; item++) {
            float error = probabilities[item] - (item == target ? 1 : 0);
            if (Math.abs(error) < ERROR_MIN) {
                continue;
            }
            Row to = next.computeIfAbsent(itemIds.get(item), absent -> new Row(new float[length]));
            for (int i = 0; i < length; i++) {
                slopes[i] += error * to.vector[i];
            }
            to.step(learningRate, error * error, error, from.vector);
        }
        from.step(learningRate, length == 0 ? 0 : dot(slopes, slopes) / length, 1, slopes);
    }

    private static float[] softmax(float[] scores) {
        double max = Double.NEGATIVE_INFINITY;
        for (float score : scores) {
            max = Math.max(max, score);
        }
        double sum = 0;
        for (float score : scores) {
            sum += Math.exp(score - max);
        }
        float[] probabilities = new float[scores.length];
        for (int i = 0; i < scores.length; i++) {
            probabilities[i] = (float) (Math.exp(scores[i] - max) / sum);
        }
        return probabilities;
    }

    /** Small and different for every item, and the same whenever it comes back. */
    private Row start(String itemId) {
        SplittableRandom random = new SplittableRandom(itemId.hashCode());
        float[] vector = new float[length];
        for (int i = 0; i < length; i++) {
            vector[i] = (float) ((2 * random.nextDouble() - 1) * START_BOUND);
        }
        return new Row(vector);
    }
}
