package io.segue.streaming.bench.train;

import io.segue.models.device.DeviceChoice;
import io.segue.models.gru.BatchKind;
import io.segue.models.gru.GruSettings;
import io.segue.models.gru.GruTrainer;
import io.segue.state.item.ItemCatalogue;
import io.segue.streaming.bench.Machine;
import io.segue.streaming.bench.Peer;
import io.segue.streaming.bench.Spread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Trains a session model, and nothing else of a bundle, on one thread: one training for each size of batch, whose epochs are
 * the repetitions. After each of them libtorch's product is measured and the peer runs.
 */
public final class TrainBench {
    private static final double ALPHA = GruSettings.PLAIN.batches().negativesAlpha();

    private final TrainSettings settings;
    private final Optional<Peer> peer;

    public TrainBench(TrainSettings settings, Optional<Peer> peer) {
        this.settings = settings;
        this.peer = peer;
    }

    /**
     * Measures all batches.
     *
     * @param stopped asked about every second
     * @throws CancellationException if it was stopped
     */
    public TrainFigures run(BooleanSupplier stopped, Consumer<String> look) {
        Machine before = Machine.now();
        List<TrainCell> cells = new ArrayList<>();
        try (GemmRate gemm = new GemmRate()) {
            for (int batch : settings.batches()) {
                cells.add(cell(batch, gemm, stopped, look));
            }
        }
        return new TrainFigures(settings, cells, before, Machine.now().loadAverage());
    }

    private TrainCell cell(int batch, GemmRate gemm, BooleanSupplier stopped, Consumer<String> look) {
        int steps = settings.steps(batch);
        TrainShop shop = new TrainShop(settings.items(), steps / TrainShop.EXAMPLES_OF_SESSION * batch);
        List<Double> gigaflops = new ArrayList<>();
        List<Double> others = new ArrayList<>();
        TrainRepetitions repetitions = new TrainRepetitions(
                () -> {
                    gigaflops.add(gemm.gigaflops());
                    peer.ifPresent(other -> others.add(eventsPerSecond(other, batch, steps)));
                    look.accept("batch %d: repetition %d of %d ..."
                            .formatted(batch, gigaflops.size(), settings.repetitions()));
                },
                stopped);
        look.accept("batch %d: warming up ...".formatted(batch));
        new GruTrainer(training(batch), DeviceChoice.CPU).train(shop.sessions(), ItemCatalogue.EMPTY, repetitions);
        return new TrainCell(
                batch,
                settings.hidden(),
                shop.candidates(batch, settings.negatives(), ALPHA),
                repetitions.eventsPerSecond(),
                repetitions.wallEventsPerSecond(),
                new Spread(gigaflops),
                peer.map(any -> new Spread(others)));
    }

    /** GRU4Rec: sessions side by side, one table of items, and no dropout. */
    private GruSettings training(int batch) {
        GruSettings plain = GruSettings.PLAIN;
        return plain.withNetwork(
                        plain.network().withHiddenSize(settings.hidden()).withDropout(0, 0))
                .withVocabulary(new GruSettings.Vocabulary(1, 1))
                .withBatches(new GruSettings.Batches(
                        BatchKind.SESSION_PARALLEL, batch, plain.batches().stepsMax(), settings.negatives(), ALPHA))
                .withEpochs(TrainRepetitions.WARM_UP + settings.repetitions());
    }

    private double eventsPerSecond(Peer other, int batch, int steps) {
        try {
            return other.run(Map.of(
                    "SEGUE_ITEMS", Integer.toString(settings.items()),
                    "SEGUE_HIDDEN", Integer.toString(settings.hidden()),
                    "SEGUE_BATCH", Integer.toString(batch),
                    "SEGUE_NEGATIVES", Integer.toString(settings.negatives()),
                    "SEGUE_STEPS", Integer.toString(steps)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
