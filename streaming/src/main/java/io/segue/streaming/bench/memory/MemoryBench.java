package io.segue.streaming.bench.memory;

import io.segue.models.device.DeviceChoice;
import io.segue.models.format.ModelSummary;
import io.segue.models.gru.GruSettings;
import io.segue.models.gru.GruTrainer;
import io.segue.models.gru.TrainingListener;
import io.segue.state.item.ItemCatalogue;
import io.segue.streaming.bench.Machine;
import io.segue.streaming.bench.train.TrainShop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Asks models for lists as an operator does, and swaps between two bundles all the while. */
public final class MemoryBench {
    private static final List<String> VERSIONS = List.of("a", "b");
    private static final String ARENAS = "MALLOC_ARENA_MAX";
    private static final int LIST = 20;
    private static final int EPOCHS = 2;

    private final MemorySettings settings;

    public MemoryBench(MemorySettings settings) {
        this.settings = settings;
    }

    /**
     * Runs all of it.
     *
     * @param folder for the bundles
     * @throws CancellationException if it was stopped
     */
    public MemoryFigures run(Path folder, BooleanSupplier stopped, Consumer<String> look)
            throws IOException, InterruptedException {
        Machine before = Machine.now();
        List<SwappedModels.Bundle> bundles = new ArrayList<>();
        for (String version : VERSIONS) {
            look.accept("training model " + version + " ...");
            bundles.add(train(folder.resolve(version), version, stopped));
        }
        Visitors visitors = new Visitors(settings.batch(), settings.items());
        List<MemorySample> samples = new ArrayList<>();
        long calls = (settings.predictions() + settings.batch() - 1L) / settings.batch();
        long start = System.nanoTime();
        long call = 0;
        try (SwappedModels models = new SwappedModels(bundles)) {
            while (call < calls || models.swaps() < settings.swaps()) {
                if (stopped.getAsBoolean()) {
                    throw new CancellationException("stopped");
                }
                call++;
                if (models.begun() < Math.min(settings.swaps(), settings.swaps() * call / calls)) {
                    models.begin();
                }
                visitors.take(models.scorer().recommend(visitors.next(), LIST));
                if (models.poll()) {
                    visitors.forgetHidden();
                }
                if (isSampleDue(samples.size(), (double) call / calls, (double) models.swaps() / settings.swaps())) {
                    samples.add(MemorySample.now(call * settings.batch(), models.swaps()));
                    look.accept(samples.get(samples.size() - 1).toString());
                }
            }
        }
        double perSecond = call * settings.batch() * 1e9 / (System.nanoTime() - start);
        return new MemoryFigures(settings, samples, before, Optional.ofNullable(System.getenv(ARENAS)), perSecond);
    }

    /** When as large a part of the calls is done, and of the swaps. */
    private static boolean isSampleDue(int sampled, double ofCalls, double ofSwaps) {
        return sampled < MemorySettings.SAMPLES && Math.min(ofCalls, ofSwaps) * MemorySettings.SAMPLES >= sampled + 1;
    }

    /** The same shop for both, learned from another start. */
    private SwappedModels.Bundle train(Path folder, String version, BooleanSupplier stopped) throws IOException {
        TrainingListener listener = progress -> {
            if (stopped.getAsBoolean()) {
                throw new CancellationException("stopped");
            }
        };
        TrainShop shop = new TrainShop(settings.items(), 2 * settings.items() / TrainShop.EVENTS_OF_SESSION + 1);
        GruSettings training = GruSettings.DEFAULT
                .withHiddenSize(settings.hidden())
                .withEpochs(EPOCHS)
                .withSeed(version.hashCode());
        ModelSummary summary = new GruTrainer(training, DeviceChoice.CPU)
                .train(shop.sessions(), ItemCatalogue.EMPTY, listener)
                .writeBundle(folder, "bench", version, 0, Map.of());
        return new SwappedModels.Bundle(folder, summary.sha256());
    }
}
