package io.segue.models.gru;

import io.segue.models.device.DeviceChoice;
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
 * content in one. An engine has the weights once; scorers share them.
 * A call holds the read lock, closing takes the write lock, because libtorch crashes when weights go under a call.
 */
public final class GruModel implements NextItemModel {
    /** Sessions in one call to the device; larger batches are cut. Bounds the memory of the scores. */
    static final int BATCH_ROWS_MAX = 256;

    private static final int WARM_ITEMS = 20;

    private final String version;
    private final GruShape shape;
    private final KnownItems known;
    private final GruEngine engine;
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
        this(version, weights, known, Backend.of(choice));
    }

    /** The same on a backend of one's own choice, for comparisons. */
    public GruModel(String version, GruWeights weights, KnownItems known, Backend backend) {
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
        this.engine = backend.open(weights, known);
        this.itemBias = weights.values(GruShape.ITEM_BIAS).clone();
        this.copyHead = new CopyHead(weights);
        this.content = shape.hasContent() ? weights.values(GruShape.CONTENT).clone() : new float[0];
        this.coldBias = shape.hasContent() ? weights.values(GruShape.COLD_BIAS)[0] : 0;
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
        return engine.deviceName();
    }

    @Override
    public Scorer newScorer() {
        Lock call = beginCall();
        try {
            return new GruScorer(this, new Candidates(shape, vocabulary(), itemBias, coldBias));
        } finally {
            call.unlock();
        }
    }

    /**
     * Runs batches of all the sizes that calls are padded to, so that no visitor waits for the device to prepare one.
     * Where nothing is padded, a small and a large one.
     */
    public void warmUp() {
        int factor = engine.padsBatches() ? 2 : BATCH_ROWS_MAX;
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
                engine.close();
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
    void closeCalls(GruCalls calls) {
        lock.readLock().lock();
        try {
            if (!closed) {
                calls.close();
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    GruEngine engine() {
        return engine;
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

    CopyHead copyHead() {
        return copyHead;
    }
}
