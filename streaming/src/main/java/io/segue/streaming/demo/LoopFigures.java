package io.segue.streaming.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.state.prequential.ListSums;
import io.segue.state.prequential.MeanInterval;
import io.segue.state.prequential.QualitySlice;
import io.segue.state.prequential.QualitySums;
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
        TreeMap<Long, Map<String, QualitySums>> hours,
        TreeMap<Long, Map<String, QualitySums>> newItems) {
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

    private QualitySums sums(String variant) {
        return hours.values().stream()
                .map(hour -> hour.getOrDefault(variant, QualitySums.NONE))
                .reduce(QualitySums.NONE, QualitySums::plus);
    }

    /** Each shadow as the control of what was shown in the same tests. */
    private Map<String, QualitySums> shownBesideShadows() {
        Map<String, QualitySums> shown = new LinkedHashMap<>();
        NAMES.forEach((name, variant) -> {
            if (!variant.equals(ModelVersion.CHAMPION)) {
                shown.put(name, sums(variant).reversed());
            }
        });
        return shown;
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
        ObjectNode differences = json.putObject("servedMinus");
        shownBesideShadows().forEach((name, sums) -> {
            ObjectNode difference =
                    differences.putObject(name).put("tests", sums.control().tests());
            put(difference.putObject("recallAt20"), MeanInterval.pairedRecallAt20(sums));
            put(difference.putObject("mrrAt20"), MeanInterval.pairedMrrAt20(sums));
        });
        ArrayNode series = json.putArray("hours");
        hours.forEach((startMs, variants) -> {
            ObjectNode hour = series.addObject().put("start", startMs);
            NAMES.forEach((name, variant) -> {
                ListSums all = variants.getOrDefault(variant, QualitySums.NONE).served();
                ListSums ofNew = newItems.getOrDefault(startMs, Map.of())
                        .getOrDefault(variant, QualitySums.NONE)
                        .served();
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
        NAMES.forEach((name, variant) ->
                json.put(name, figure.applyAsDouble(sums(variant).served())));
    }

    private static void put(ObjectNode json, MeanInterval interval) {
        json.put("mean", interval.mean());
        json.put("low", interval.mean() - interval.halfWidth());
        json.put("high", interval.mean() + interval.halfWidth());
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
            ListSums sums = sums(variant).served();
            text.append(String.format(
                    Locale.ROOT,
                    "    %-14s %,10d  %9.4f %8.4f%n",
                    name,
                    sums.tests(),
                    sums.recallAt20(),
                    sums.mrrAt20()));
        });
        text.append(String.format(
                Locale.ROOT, "  served minus      tests      Recall@20           MRR@20, in the same tests%n"));
        shownBesideShadows().forEach((name, sums) -> {
            MeanInterval recall = MeanInterval.pairedRecallAt20(sums);
            MeanInterval mrr = MeanInterval.pairedMrrAt20(sums);
            text.append(String.format(
                    Locale.ROOT,
                    "    %-14s %,10d  %+9.4f ±%.4f  %+8.4f ±%.4f%n",
                    name,
                    recall.tests(),
                    recall.mean(),
                    recall.halfWidth(),
                    mrr.mean(),
                    mrr.halfWidth()));
        });
        return text.toString();
    }
}
