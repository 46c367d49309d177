package io.segue.streaming.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.connectors.replay.ExperimentReader;
import io.segue.state.prequential.MeanInterval;
import io.segue.state.prequential.QualitySums;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.release.Experiment;
import io.segue.state.release.ReleaseHistory;
import io.segue.state.release.Variant;
import io.segue.streaming.evaluation.TextTable;
import io.segue.streaming.experiment.VariantResult;
import io.segue.streaming.experiment.VariantResults;
import io.segue.streaming.job.StartChecks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code ./segue experiments show}. */
@CommandLine.Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "The variants that run, and how good their lists were: the windows of the metrics topic that were"
                + " written since the experiment began, or changed, added up without overlap. Intervals are of 95 %.")
final class ExperimentsShowCommand implements Callable<Integer> {
    @CommandLine.Mixin
    private final ReleaseTopic topic = new ReleaseTopic();

    @CommandLine.Mixin
    private final Figures figures = new Figures();

    @CommandLine.Option(
            names = "--last",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Windows written in this time instead, as 6h.")
    @Nullable
    private Duration last;

    @Override
    public Integer call() {
        figures.check();
        Experiment experiment = topic.running();
        Map<String, String> rejections = rejections(experiment, topic.read());
        long fromMs = last == null ? experiment.createdAtMs() : System.currentTimeMillis() - last.toMillis();
        List<VariantResult> results = VariantResults.of(
                ExperimentReader.windows(topic.connection(), topic.topics(), fromMs, StartChecks.BROKER_TIMEOUT));
        System.out.println("experiment " + experiment.experiment() + " of model " + experiment.name() + " since "
                + ReleaseText.time(experiment.createdAtMs()) + ": " + experiment.reason());
        System.out.println();
        System.out.print(TextTable.aligned(variants(experiment)));
        System.out.println();
        rejections.forEach((variant, reason) -> System.out.println(
                "The version of " + variant + " is rejected and makes no more lists: " + reason + "\n"));
        System.out.print(TextTable.aligned(figures(results)));
        System.out.println(
                "Differences: of an answering variant to the champion, of a shadow to the lists shown in the same"
                        + " tests.");
        figures.write(json -> {
            write(experiment, results, json);
            ObjectNode rejected = json.putObject("rejected");
            rejections.forEach(rejected::put);
        });
        return ExitCode.DONE;
    }

    /** By variant, why its version was rejected. */
    private static Map<String, String> rejections(Experiment experiment, ReleaseHistory history) {
        Map<String, String> rejections = new LinkedHashMap<>();
        for (Variant variant : experiment.variants()) {
            VariantText.rejection(variant, experiment.name(), history)
                    .ifPresent(reason -> rejections.put(variant.id(), reason));
        }
        return rejections;
    }

    private static List<List<String>> variants(Experiment experiment) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("variant", "share", "", "list", "model"));
        for (Variant variant : experiment.variants()) {
            rows.add(List.of(
                    variant.id(),
                    VariantText.shareOf(variant),
                    variant.shadow() ? "shadow" : "answers",
                    variant.list().code(),
                    VariantText.modelOf(variant)));
        }
        return rows;
    }

    private static List<List<String>> figures(List<VariantResult> results) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "results", "", "tests", "Recall@20", "MRR@20", "difference in Recall@20", "difference in MRR@20"));
        for (VariantResult result : results) {
            Optional<Differences> differences = Differences.of(result, results);
            rows.add(List.of(
                    result.variant(),
                    result.shadow() ? "shadow" : "answers",
                    String.format(Locale.ROOT, "%,d", result.sums().served().tests()),
                    text(MeanInterval.recallAt20(result.sums()), "%.4f"),
                    text(MeanInterval.mrrAt20(result.sums()), "%.4f"),
                    differences.map(one -> text(one.recall(), "%+.4f")).orElse("-"),
                    differences.map(one -> text(one.mrr(), "%+.4f")).orElse("-")));
        }
        return rows;
    }

    private static String text(MeanInterval interval, String format) {
        return interval.tests() == 0
                ? "-"
                : String.format(Locale.ROOT, format + " ±%.4f", interval.mean(), interval.halfWidth());
    }

    /** How much better a variant is than what it is compared with. */
    private record Differences(MeanInterval recall, MeanInterval mrr) {
        static Optional<Differences> of(VariantResult result, List<VariantResult> all) {
            QualitySums sums = result.sums();
            if (result.shadow()) {
                return Optional.of(
                        new Differences(MeanInterval.pairedRecallAt20(sums), MeanInterval.pairedMrrAt20(sums)));
            }
            return all.stream()
                    .filter(any -> any.variant().equals(ModelVersion.CHAMPION) && any != result)
                    .findFirst()
                    .map(champion -> new Differences(
                            MeanInterval.recallAt20(sums).minus(MeanInterval.recallAt20(champion.sums())),
                            MeanInterval.mrrAt20(sums).minus(MeanInterval.mrrAt20(champion.sums()))));
        }
    }

    private static void write(Experiment experiment, List<VariantResult> results, ObjectNode json) {
        json.set("experiment", ReleaseText.json(experiment));
        for (VariantResult result : results) {
            ObjectNode row = json.withArray("results").addObject();
            row.put("variant", result.variant()).put("shadow", result.shadow());
            result.versions().forEach(version -> row.withArray("versions").add(version));
            row.put("tests", result.sums().served().tests());
            write(MeanInterval.recallAt20(result.sums()), row.putObject("recallAt20"));
            write(MeanInterval.mrrAt20(result.sums()), row.putObject("mrrAt20"));
            Differences.of(result, results).ifPresent(differences -> {
                ObjectNode difference = row.putObject("difference");
                difference.put("to", result.shadow() ? "shown" : ModelVersion.CHAMPION);
                write(differences.recall(), difference.putObject("recallAt20"));
                write(differences.mrr(), difference.putObject("mrrAt20"));
            });
        }
    }

    private static void write(MeanInterval interval, ObjectNode json) {
        json.put("mean", interval.mean());
        json.put("low", interval.mean() - interval.halfWidth());
        json.put("high", interval.mean() + interval.halfWidth());
    }
}
