package io.segue.streaming.bench.memory;

import io.segue.models.bundle.ModelLease;
import io.segue.models.bundle.ModelRegistry;
import io.segue.models.device.DeviceChoice;
import io.segue.models.serving.Scorer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Bundles that serve in turns, as in an operator: the registry loads, verifies and warms the next one in its own thread while
 * the one in service goes on; then the scorer is changed between two calls, and the model that left is closed, since nobody
 * else holds it.
 */
final class SwappedModels implements AutoCloseable {
    private final List<Bundle> bundles;
    private Served served;
    private Optional<CompletableFuture<ModelLease>> coming = Optional.empty();
    private int begun;
    private int swaps;

    /** Where a bundle lies. */
    record Bundle(Path folder, String sha256) {
        CompletableFuture<ModelLease> acquire() {
            return ModelRegistry.process().acquire(folder.toString(), sha256, DeviceChoice.CPU);
        }
    }

    private record Served(ModelLease lease, Scorer scorer) {
        static Served of(ModelLease lease) {
            return new Served(lease, lease.model().newScorer());
        }

        void close() {
            scorer.close();
            lease.close();
        }
    }

    /** Waits for the first one. */
    SwappedModels(List<Bundle> bundles) {
        this.bundles = List.copyOf(bundles);
        this.served = Served.of(bundles.get(0).acquire().join());
    }

    Scorer scorer() {
        return served.scorer();
    }

    /** Begins to load the next one, unless one is being loaded. */
    void begin() {
        if (coming.isEmpty()) {
            begun++;
            coming = Optional.of(bundles.get(begun % bundles.size()).acquire());
        }
    }

    /** Swaps where the next one is there; whether it was. */
    boolean poll() {
        if (coming.isEmpty() || !coming.get().isDone()) {
            return false;
        }
        Served next = Served.of(coming.get().join());
        coming = Optional.empty();
        served.close();
        served = next;
        swaps++;
        return true;
    }

    int begun() {
        return begun;
    }

    int swaps() {
        return swaps;
    }

    @Override
    public void close() {
        served.close();
        coming.ifPresent(lease -> lease.join().close());
    }
}
