package io.segue.operators.model;

import io.segue.models.serving.NextItemModel;
import io.segue.state.release.ModelPointer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The models beside the champion's that the variants of an experiment ask, each reached by its pointer: loaded while a
 * variant wants it, given back when none does. One that is refused, or was dropped for a failure, is tried again when it is
 * wanted anew. All methods run on the task's thread.
 *
 * @param <V> as of {@link ModelSlot}
 */
public final class ModelLanes<V> {
    private final String modelName;
    private final ModelViews<V> views;
    private final Map<ModelPointer, ModelSlot<V>> slots = new LinkedHashMap<>();
    /** Of lanes that are gone, and of models that were dropped. */
    private long formerlyRefused;

    // Read by gauges on other threads.
    private volatile int wantedCount;
    private volatile int servedCount;
    private volatile long refusedCount;

    public ModelLanes(String modelName, ModelViews<V> views) {
        this.modelName = modelName;
        this.views = views;
    }

    /** From now on these, and no others; between two bundles only. */
    void want(Collection<ModelPointer> pointers) {
        slots.entrySet().removeIf(lane -> {
            boolean isOver = !pointers.contains(lane.getKey());
            if (isOver) {
                formerlyRefused += lane.getValue().refusedCount();
                lane.getValue().close();
            }
            return isOver;
        });
        for (ModelPointer pointer : pointers) {
            ModelSlot<V> slot = slots.computeIfAbsent(pointer, wanted -> new ModelSlot<>(views));
            if (slot.served().isEmpty() && slot.loading().isEmpty()) {
                slot.offer(pointer.asReleaseOf(modelName));
                slot.poll();
            }
        }
        count();
    }

    /** Takes what has loaded into service; between two bundles only. Whether anything was decided. */
    boolean poll() {
        boolean decided = false;
        for (ModelSlot<V> slot : slots.values()) {
            decided |= slot.poll();
        }
        if (decided) {
            count();
        }
        return decided;
    }

    public Optional<ModelSlot.Served<V>> served(ModelPointer pointer) {
        ModelSlot<V> slot = slots.get(pointer);
        return slot == null ? Optional.empty() : slot.served();
    }

    /** Tells the views in service, and those that are on their way. */
    public void tell(BiConsumer<NextItemModel, V> word) {
        slots.values().forEach(slot -> slot.tell(word));
    }

    public void forEach(Consumer<ModelSlot.Served<V>> action) {
        slots.values().forEach(slot -> slot.served().ifPresent(action));
    }

    /** Whether a model was wanted so far. */
    boolean has(ModelPointer pointer) {
        return slots.containsKey(pointer);
    }

    /** Takes a model out of service whose call has failed. */
    public void drop(ModelPointer pointer) {
        ModelSlot<V> slot = slots.get(pointer);
        if (slot != null) {
            slot.close();
            formerlyRefused++;
            count();
        }
    }

    boolean isLoading() {
        return slots.values().stream().anyMatch(slot -> slot.loading().isPresent());
    }

    private void count() {
        wantedCount = slots.size();
        servedCount = (int) slots.values().stream()
                .filter(slot -> slot.served().isPresent())
                .count();
        refusedCount = formerlyRefused
                + slots.values().stream().mapToLong(ModelSlot::refusedCount).sum();
    }

    public int wantedCount() {
        return wantedCount;
    }

    public int servedCount() {
        return servedCount;
    }

    /** Models that could not be loaded, and those that were dropped. */
    public long refusedCount() {
        return refusedCount;
    }

    public void close() {
        slots.values().forEach(ModelSlot::close);
    }
}
