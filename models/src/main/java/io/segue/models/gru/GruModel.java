package io.segue.models.gru;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.segue.models.device.DeviceChoice;
import io.segue.models.device.TorchEngine;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.Scorer;
import io.segue.models.vocabulary.ContentRows;
import io.segue.models.vocabulary.KnownItems;
import io.segue.models.vocabulary.Vocabulary;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.feature.StepInput;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A contextual GRU that serves: {@code scores = h E[:V]' + b}, where E holds what was learned of each item and of its
 * content in one. The weights lie on the device once; scorers share them.
 * A call holds the read lock, closing takes the write lock, because libtorch crashes when weights go under a call.
 */
public final class GruModel implements NextItemModel {
    /** Sessions in one call to the device; larger batches are cut. Bounds the memory of the scores. */
    static final int BATCH_ROWS_MAX = 256;

    private static final int WARM_ITEMS = 20;

    private final String version;
    private final GruShape shape;
    private final KnownItems known;
    private final Device device;
    private final NDManager manager;
    private final GruCell cell;
    private final NDArray items;
    private final NDArray outputs;
    private final float[] itemBias;
    private final CopyHead copyHead;
    /** The content table and the bias of items known by it alone; empty where no content is read. */
    private final float[] content;

    private final float coldBias;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    /**
     * Brings the weights to the device.
     *
     * @throws IllegalArgumentException if weights and vocabulary have different numbers of items
     */
    public GruModel(String version, GruWeights weights, KnownItems known, DeviceChoice choice) {
        this.version = version;
        this.shape = weights.shape();
        this.known = known;
        if (known.vocabulary().size() != shape.itemsCount()) {
            throw new IllegalArgumentException("the vocabulary has "
                    + known.vocabulary().size() + " items, but the weights have " + shape.itemsCount());
        }
        if (known.content().rowsCount() != shape.contentRows()) {
            throw new IllegalArgumentException("the content's vocabulary has "
                    + known.content().rowsCount() + " rows, but the weights have " + shape.contentRows());
        }
        this.device = choice.resolve();
        this.manager = TorchEngine.start().newBaseManager(device);
        try {
            this.cell = GruCell.of(weights, manager);
            NDArray table = manager.create(
                    fused(weights, known),
                    new Shape(weights.tensor(GruShape.ITEMS).shape()[0], shape.hiddenSize()));
            this.items = shape.isConstrained() ? table : GruCell.upload(weights, GruShape.INPUT_ITEMS, manager);
            this.outputs =
                    table.get(new NDIndex().addSliceDim(0, shape.itemsCount())).transpose();
        } catch (RuntimeException | Error failed) {
            manager.close();
            throw failed;
        }
        this.itemBias = weights.values(GruShape.ITEM_BIAS).clone();
        this.copyHead = new CopyHead(weights);
        this.content = shape.hasContent() ? weights.values(GruShape.CONTENT).clone() : new float[0];
        this.coldBias = shape.hasContent() ? weights.values(GruShape.COLD_BIAS)[0] : 0;
    }

    /** Every item's own vector and its content's, in one: the step costs nothing more for the content. */
    private static float[] fused(GruWeights weights, KnownItems known) {
        float[] vectors = weights.values(GruShape.ITEMS).clone();
        int hiddenSize = weights.shape().hiddenSize();
        for (int row = 0; weights.shape().hasContent() && row < weights.shape().itemsCount(); row++) {
            known.contentOf(row).addTo(weights.values(GruShape.CONTENT), hiddenSize, vectors, row * hiddenSize);
        }
        return vectors;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public int hiddenSize() {
        return shape.hiddenSize();
    }

    @Override
    public int itemsCount() {
        return shape.itemsCount();
    }

    @Override
    public ItemCatalogue catalogue() {
        return known.catalogue();
    }

    @Override
    public boolean knows(String itemId) {
        return known.vocabulary().contains(itemId);
    }

    @Override
    public boolean ignoresVectorOf(ItemContent content) {
        return known.content().ignoresVectorOf(content);
    }

    @Override
    public boolean hasMemory() {
        return shape.hasMemory();
    }

    @Override
    public String deviceName() {
        return DeviceChoice.nameOf(device);
    }

    @Override
    public Scorer newScorer() {
        return newScorer(device.isGpu());
    }

    Scorer newScorer(boolean padded) {
        Lock call = beginCall();
        try {
            return new GruScorer(this, manager.newSubManager(), padded);
        } finally {
            call.unlock();
        }
    }

    /**
     * Runs batches of all the sizes that calls are padded to, so that no visitor waits for the device to prepare one.
     * On a CPU, where nothing is padded, a small and a large one.
     */
    public void warmUp() {
        int factor = device.isGpu() ? 2 : BATCH_ROWS_MAX;
        StepInput input = new StepInput(vocabulary().itemId(0), new ContextFeatures(0, 0, 0, 0));
        ModelRequest request = new ModelRequest(new float[0], List.of(input), "");
        try (Scorer scorer = newScorer()) {
            for (int rows = 1; rows <= BATCH_ROWS_MAX; rows *= factor) {
                scorer.recommend(Collections.nCopies(rows, request), WARM_ITEMS);
            }
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                manager.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Keeps the weights from being freed until the lock returned is unlocked. */
    Lock beginCall() {
        lock.readLock().lock();
        if (closed) {
            lock.readLock().unlock();
            throw new IllegalStateException("model " + version + " is closed");
        }
        return lock.readLock();
    }

    /** Frees what a scorer holds; closing the model has done so already. */
    void closeScorer(NDManager scorer) {
        lock.readLock().lock();
        try {
            if (!closed) {
                scorer.close();
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    GruShape shape() {
        return shape;
    }

    Vocabulary vocabulary() {
        return known.vocabulary();
    }

    /** The vector of an item of which only the content is known; empty where that says nothing. */
    Optional<float[]> vectorOf(ItemContent itemContent) {
        ContentRows rows = known.content().rows(itemContent);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        float[] vector = new float[shape.hiddenSize()];
        rows.addTo(content, shape.hiddenSize(), vector, 0);
        return Optional.of(vector);
    }

    float coldBias() {
        return coldBias;
    }

    CopyHead copyHead() {
        return copyHead;
    }

    /** Arrays on the device that outlive a call, scorers' included. */
    int arraysCount() {
        return manager.getManagedArrays().size();
    }

    GruCell cell() {
        return cell;
    }

    /** What inputs are read from, [V + buckets, H] or [V + buckets, 3H]. */
    NDArray items() {
        return items;
    }

    /** [H, V]. */
    NDArray outputs() {
        return outputs;
    }

    float[] itemBias() {
        return itemBias;
    }
}
