package io.segue.models.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A way to take predictions apart, for figures of each part. A prediction may be in more than one part, or in none. */
public enum Slicing {
    /** What the visitor did next; carts and purchases together once more. */
    NEXT_EVENT("byNextEvent", "next event") {
        @Override
        List<String> parts(Prediction prediction, Span span) {
            boolean wanted = prediction.typeName().equals("cart")
                    || prediction.typeName().equals("purchase");
            return wanted ? List.of(prediction.typeName(), CART_OR_PURCHASE) : List.of(prediction.typeName());
        }
    },
    /** How often the next item was in the training slice. */
    SUPPORT("bySupport", "support of the next item") {
        @Override
        List<String> parts(Prediction prediction, Span span) {
            return List.of(bin(prediction.targetSupport(), new long[] {1, 5, 20}, "unseen", "1-4", "5-19", "20+"));
        }
    },
    /** How long ago the log first had the next item. */
    ITEM_AGE("byItemAge", "age of the next item") {
        @Override
        List<String> parts(Prediction prediction, Span span) {
            long[] starts = {TimeUnit.HOURS.toMillis(1), TimeUnit.DAYS.toMillis(1), TimeUnit.DAYS.toMillis(7)};
            return List.of(bin(prediction.targetAgeMs(), starts, "<1h", "<1d", "<7d", "older"));
        }
    },
    /** Whether the session already had the next item. */
    NOVELTY("byNovelty", "next item in the session") {
        @Override
        List<String> parts(Prediction prediction, Span span) {
            return List.of(prediction.isRepeat() ? "repeat" : "new");
        }
    },
    /** How long the visitor took. */
    GAP("byGap", "time until the next event") {
        @Override
        List<String> parts(Prediction prediction, Span span) {
            long[] starts = {TimeUnit.SECONDS.toMillis(30), TimeUnit.MINUTES.toMillis(2), TimeUnit.MINUTES.toMillis(10)
            };
            return List.of(bin(prediction.gapMs(), starts, "<30s", "<2m", "<10m", "10m+"));
        }
    },
    /** Whether the visitor was there before. */
    RETURN("byReturn", "visitor") {
        @Override
        List<String> parts(Prediction prediction, Span span) {
            return List.of(prediction.isOfReturning() ? "returning" : "others");
        }
    },
    /** How many events of the session are known. */
    POSITION("byPosition", "events known") {
        @Override
        List<String> parts(Prediction prediction, Span span) {
            long[] starts = {2, 3, 4, 6, 11};
            return List.of(bin(prediction.position(), starts, "1", "2", "3", "4-5", "6-10", ">10"));
        }
    },
    /** How long after the first answer of the test: what becomes of a model that is not trained again. */
    TEST_TIME("byTestTime", "time of the test") {
        @Override
        List<String> parts(Prediction prediction, Span span) {
            return List.of(span.labelOf(prediction.timestampMs()));
        }
    };

    /** The part of those who want the item. */
    public static final String CART_OR_PURCHASE = "cartOrPurchase";

    private final String key;
    private final String title;

    Slicing(String key, String title) {
        this.key = key;
        this.title = title;
    }

    /** As figures name it. */
    public String key() {
        return key;
    }

    /** For people. */
    public String title() {
        return title;
    }

    abstract List<String> parts(Prediction prediction, Span span);

    /** The predictions of every part, by index, parts in the order for people. */
    Map<String, int[]> of(List<Prediction> predictions) {
        Span span = Span.of(predictions);
        Map<String, List<Integer>> byPart = new TreeMap<>(PartOrder.INSTANCE);
        for (int i = 0; i < predictions.size(); i++) {
            for (String part : parts(predictions.get(i), span)) {
                byPart.computeIfAbsent(part, any -> new ArrayList<>()).add(i);
            }
        }
        Map<String, int[]> parts = new LinkedHashMap<>();
        byPart.forEach((part, indexes) ->
                parts.put(part, indexes.stream().mapToInt(Integer::intValue).toArray()));
        return parts;
    }

    /** The label of the bin that holds a value; bin {@code i} ends where {@code starts[i]} begins the next one. */
    private static String bin(long value, long[] starts, String... labels) {
        int bin = 0;
        while (bin < starts.length && value >= starts[bin]) {
            bin++;
        }
        return labels[bin];
    }

    /** The time of a test, in hours or, where it is long, in days. */
    record Span(long firstMs, boolean inHours) {
        private static final long HOURS_MAX = 48;

        static Span of(List<Prediction> predictions) {
            long firstMs = predictions.stream()
                    .mapToLong(Prediction::timestampMs)
                    .min()
                    .orElse(0);
            long lastMs = predictions.stream()
                    .mapToLong(Prediction::timestampMs)
                    .max()
                    .orElse(0);
            return new Span(firstMs, lastMs - firstMs < TimeUnit.HOURS.toMillis(HOURS_MAX));
        }

        String labelOf(long timestampMs) {
            long sinceMs = timestampMs - firstMs;
            return inHours
                    ? "hour " + (1 + TimeUnit.MILLISECONDS.toHours(sinceMs))
                    : "day " + (1 + TimeUnit.MILLISECONDS.toDays(sinceMs));
        }
    }
}
