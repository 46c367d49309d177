package io.segue.streaming.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.bundle.BundleInspection;
import io.segue.models.device.DeviceChoice;
import io.segue.models.format.ModelSummary;
import io.segue.operators.model.RegistryModelSource;
import io.segue.state.interaction.Interaction;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseState;
import io.segue.streaming.options.JobSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

/**
 * What an event costs the operators that answer it: CPU time and allocation by part, medians of the repetitions. On one
 * thread, with RocksDB, the job's default options and a trained model. The bundle is kept for the next run.
 *
 * <p>No test of the build, hence the name; benchmarks.md has the command.
 */
class OperatorCostBench {
    private static final int ITEMS = Integer.getInteger("segue.bench.items", 10_000);
    private static final int EVENTS_PER_REPETITION = 2_000;
    private static final int REPETITIONS = Integer.getInteger("segue.bench.repetitions", 7);
    private static final int WARM_UP = 4;
    private static final int EVENTS_PER_SECOND = 250;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double BYTES_PER_KB = 1e3;
    private static final Path BUNDLE = Path.of("target", "bench", "bundle-" + ITEMS);

    private final CostMeter meter = new CostMeter();
    private final JobSettings settings = JobSettings.of(new Configuration());
    private final BenchShop shop = new BenchShop(ITEMS, (WARM_UP + REPETITIONS + 1) * EVENTS_PER_REPETITION, 30_000);

    private final Map<String, List<CostMeter.Cost>> costs = new LinkedHashMap<>();
    private final CRC32 listed = new CRC32();

    @Test
    void measuresWhatAnEventCosts() throws Exception {
        List<Interaction> events = shop.happening();
        MeteredModelSource models = new MeteredModelSource(new RegistryModelSource("cpu"), meter);
        try (MeteredJob job = new MeteredJob(settings, models, meter)) {
            Release release = release();
            job.open(release, shop.catalogue());
            models.load(release).join().onClose().run();
            job.advance(1_000);
            for (int repetition = 0; repetition < WARM_UP + REPETITIONS; repetition++) {
                long sentBefore = job.bytesSent();
                meter.reset();
                int from = repetition * EVENTS_PER_REPETITION;
                answer(events.subList(from, from + EVENTS_PER_REPETITION), job);
                if (repetition >= WARM_UP) {
                    meter.parts().forEach(this::take);
                }
                System.out.printf(
                        "repetition %d: %.0f bytes sent an event%n",
                        repetition, (double) (job.bytesSent() - sentBefore) / EVENTS_PER_REPETITION);
            }
        }
        System.out.printf("the same lists have the same number: %x%n", listed.getValue());
        print();
    }

    private void answer(List<Interaction> events, MeteredJob job) throws Exception {
        for (int from = 0; from < events.size(); from += EVENTS_PER_SECOND) {
            List<Recommendation> answers = job.answer(events.subList(from, from + EVENTS_PER_SECOND));
            check(answers);
            for (Recommendation answer : answers) {
                listed.update(answer.items().toString().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void take(String part) {
        costs.computeIfAbsent(part, first -> new ArrayList<>()).add(meter.cost(part));
    }

    private static void check(List<Recommendation> answers) {
        assertThat(answers).hasSize(EVENTS_PER_SECOND).allSatisfy(answer -> {
            assertThat(answer.reason()).startsWith("next item in the session");
            assertThat(answer.items()).hasSize(20);
        });
    }

    private Release release() throws Exception {
        if (!Files.exists(BUNDLE)) {
            Files.createDirectories(BUNDLE.getParent());
            shop.train(BUNDLE, settings);
        }
        ModelSummary summary = BundleInspection.verify(BUNDLE, DeviceChoice.CPU);
        return new Release(
                summary.name(),
                summary.version(),
                ReleaseState.CHAMPION,
                BUNDLE.toUri().toString(),
                summary.sha256(),
                summary.trainedUntilMs(),
                Map.of(),
                Map.of(),
                summary.trainedUntilMs());
    }

    private void print() {
        double micros = 0;
        double kilobytes = 0;
        System.out.printf("%-26s %12s %12s%n", "part", "µs an event", "kB an event");
        for (Map.Entry<String, List<CostMeter.Cost>> part : costs.entrySet()) {
            double ofPart =
                    median(part.getValue().stream().map(CostMeter.Cost::nanos).toList()) / NANOS_PER_MICRO;
            double bytesOfPart =
                    median(part.getValue().stream().map(CostMeter.Cost::bytes).toList()) / BYTES_PER_KB;
            System.out.printf("%-26s %12.1f %12.1f%n", part.getKey(), ofPart, bytesOfPart);
            micros += ofPart;
            kilobytes += bytesOfPart;
        }
        System.out.printf("%-26s %12.1f %12.1f%n", "all", micros, kilobytes);
    }

    private static double median(List<Long> ofRepetitions) {
        return (double) ofRepetitions.stream().sorted().toList().get(ofRepetitions.size() / 2) / EVENTS_PER_REPETITION;
    }
}
