package io.segue.streaming.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.state.prequential.ListSums;
import io.segue.state.prequential.QualitySlice;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.release.Release;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What came of a loop that learns.
 *
 * @param releases the newest record of every version, in order
 * @param deltas that the job applied between them
 * @param hours of event time, epoch milliseconds of their beginning: how good the lists of each variant were
 * @param newItems the same of items that the model in service was not trained with
 */
public record LoopFigures(
        List<Release> releases,
        long deltas,
        TreeMap<Long, Map<String, ListSums>> hours,
        TreeMap<Long, Map<String, ListSums>> newItems) {
    /** By the name in the figures, the variant. */
    private static final Map<String, String> NAMES = names();

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("served", ModelVersion.CHAMPION);
        for (String shadow : List.of(
                LearningLoop.FROZEN,
                LearningLoop.POPULARITY_HOUR,
                LearningLoop.SUCCESSORS,
                LearningLoop.PERIODIC_ONLY)) {
            names.put(shadow, shadow);
        }
        return names;
    }

    /** @param windows as the topic has them */
    static LoopFigures of(List<Release> releases, long deltas, List<QualityWindow> windows) {
        return new LoopFigures(
                releases,
                deltas,
                VariantQuality.of(windows, QualitySlice.ALL, QualitySlice.ALL),
                VariantQuality.of(windows, QualitySlice.ITEM, QualitySlice.NEW));
    }

    private ListSums sums(String variant) {
        return hours.values().stream()
                .map(hour -> hour.getOrDefault(variant, ListSums.NONE))
                .reduce(ListSums.NONE, ListSums::plus);
    }

    /** Overwrites the figures of a demo without a loop. */
    void writeTo(ObjectNode json) {
        ArrayNode released = json.putArray("releases");
        for (Release release : releases) {
            released.addObject()
                    .put("version", release.version())
                    .put("state", release.state().code())
                    .put("reason", release.reason())
                    .put("trainedUntil", release.trainedUntilMs())
                    .put("createdAt", release.createdAtMs())
                    .put("parentVersion", release.lineage().parentVersion())
                    .put("sessions", release.lineage().sessions())
                    .put("events", release.lineage().events());
        }
        json.put("deltas", deltas);
        put(json.putObject("recallAt20"), ListSums::recallAt20);
        put(json.putObject("mrrAt20"), ListSums::mrrAt20);
        put(json.putObject("tests"), ListSums::tests);
        ArrayNode series = json.putArray("hours");
        hours.forEach((startMs, variants) -> {
            ObjectNode hour = series.addObject().put("start", startMs);
            NAMES.forEach((name, variant) -> {
                ListSums all = variants.getOrDefault(variant, ListSums.NONE);
                ListSums ofNew = newItems.getOrDefault(startMs, Map.of()).getOrDefault(variant, ListSums.NONE);
                hour.putObject(name)
                        .put("tests", all.tests())
                        .put("recallAt20", all.recallAt20())
                        .put("mrrAt20", all.mrrAt20())
                        .put("newItems", ofNew.tests())
                        .put("newItemsRecallAt20", ofNew.recallAt20())
                        .put("newItemsShareOfHits", (double) ofNew.hits20() / Math.max(1, all.hits20()));
            });
        });
    }

    private void put(ObjectNode json, ToDoubleFunction<ListSums> figure) {
        NAMES.forEach((name, variant) -> json.put(name, figure.applyAsDouble(sums(variant))));
    }

    /** What a demo prints at its end. */
    String summary() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "  releases      %d, champions %d; %,d deltas applied between them%n",
                releases.size(),
                releases.stream().filter(Release::hasServed).count(),
                deltas));
        for (Release release : releases) {
            text.append(String.format(
                    Locale.ROOT,
                    "    %-22s %-9s until %s, %s%n",
                    release.version(),
                    release.state().code(),
                    Instant.ofEpochMilli(release.trainedUntilMs()),
                    release.reason()));
        }
        text.append(String.format(Locale.ROOT, "  %d h tested    tests      Recall@20   MRR@20%n", hours.size()));
        NAMES.forEach((name, variant) -> {
            ListSums sums = sums(variant);
            text.append(String.format(
                    Locale.ROOT,
                    "    %-14s %,10d  %9.4f %8.4f%n",
                    name,
                    sums.tests(),
                    sums.recallAt20(),
                    sums.mrrAt20()));
        });
        return text.toString();
    }
}
