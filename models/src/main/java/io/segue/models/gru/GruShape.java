package io.segue.models.gru;

import io.segue.models.kernel.PanelCodes;
import io.segue.models.kernel.Panels;
import io.segue.state.interaction.InteractionType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The sizes of a network, and its tensors.
 *
 * @param hiddenSize H
 * @param itemsCount V, the items that can be recommended
 * @param oovBuckets rows behind them, for items without one of their own
 * @param contentRows of the content table, 0 where no content is read
 * @param copyEvents how far back the session's own items are scored as such, 0 for not at all
 * @param hasMemory whether a session begins with what is left of its user's session before
 */
public record GruShape(
        int hiddenSize,
        int itemsCount,
        int oovBuckets,
        int contentRows,
        int copyEvents,
        ItemEmbedding embedding,
        Set<ContextInput> contextInputs,
        ContextFusion contextFusion,
        boolean hasMemory) {
    /** What an item is as output, [V, H]; [V + buckets, H] where it is that as input, too. */
    public static final String ITEMS = "items";
    /** What an item is as input, [V + buckets, H] or [V + buckets, 3H], where {@link #ITEMS} is not that. */
    public static final String INPUT_ITEMS = "input_items";
    /** [V]. */
    public static final String ITEM_BIAS = "item_bias";
    /** [content rows, H], added to the vectors of the items that have them. */
    public static final String CONTENT = "content";
    /** [1]: the bias of an item that is known by its content only. */
    public static final String COLD_BIAS = "cold_bias";
    /** [H, 3H], gates in PyTorch's order: reset, update, new. */
    public static final String INPUT_GATES = "input_gates";
    /** [H, 3H]. */
    public static final String HIDDEN_GATES = "hidden_gates";
    /** [3H]. */
    public static final String INPUT_BIAS = "input_bias";
    /** [3H]. */
    public static final String HIDDEN_BIAS = "hidden_bias";
    /** [{@link ContextVector#COLUMNS}, 3H or 2H], see {@link GruCell}. */
    public static final String CONTEXT = "context";
    /** [H, H], see {@link GruCell}. */
    public static final String MEMORY = "memory";
    /** [H]. */
    public static final String MEMORY_BIAS = "memory_bias";
    /** [copy events]: by how many other events lie in between. */
    public static final String COPY_DISTANCE = "copy_distance";
    /** [{@link CopiedItem#GAP_BINS}]: by the time since. */
    public static final String COPY_GAP = "copy_gap";
    /** [types]: by what the visitor did. */
    public static final String COPY_TYPE = "copy_type";
    /** [copy events, H]: lets the state decide. */
    public static final String COPY_HIDDEN = "copy_hidden";

    /** Tensors of which a training step touches only some rows; it takes all others as they are. */
    static final Set<String> TABLES = Set.of(ITEMS, INPUT_ITEMS, ITEM_BIAS, CONTENT, COLD_BIAS);

    /** Tensors with a row for every item. */
    static final Set<String> ITEM_TABLES = Set.of(ITEMS, INPUT_ITEMS, ITEM_BIAS);

    /** Those of the copy head. */
    static final Set<String> COPY = Set.of(COPY_DISTANCE, COPY_GAP, COPY_TYPE, COPY_HIDDEN);

    public static final int GATES = 3;

    /** Row numbers travel to the device as floats, which are exact up to here. */
    private static final int ROWS_MAX = 1 << 24;

    public GruShape {
        if (hiddenSize < 1 || itemsCount < 1 || oovBuckets < 1 || (long) itemsCount + oovBuckets > ROWS_MAX) {
            throw new IllegalArgumentException("a network of " + hiddenSize + " units, " + itemsCount + " items and "
                    + oovBuckets + " buckets is impossible: each must be at least 1, items and buckets at most "
                    + ROWS_MAX);
        }
        if (contentRows < 0 || copyEvents < 0) {
            throw new IllegalArgumentException("a network of " + contentRows + " content rows and " + copyEvents
                    + " copied events is impossible: neither can be negative");
        }
        contextInputs = Set.copyOf(contextInputs);
    }

    static GruShape of(GruSettings settings, int itemsCount, int contentRows) {
        GruSettings.Network network = settings.network();
        return new GruShape(
                network.hiddenSize(),
                itemsCount,
                settings.vocabulary().oovBuckets(),
                contentRows,
                settings.copy().eventsMax(),
                network.embedding(),
                network.contextInputs(),
                network.contextFusion(),
                network.memory());
    }

    /** The same network for so many items. */
    GruShape withItems(int count) {
        return new GruShape(
                hiddenSize,
                count,
                oovBuckets,
                contentRows,
                copyEvents,
                embedding,
                contextInputs,
                contextFusion,
                hasMemory);
    }

    /**
     * Makes room in an item table for more items behind those that there are, and before the buckets.
     *
     * @param larger the shape with them
     * @param values of the tensor in this shape
     */
    float[] withRoom(GruShape larger, String tensor, float[] values) {
        int width = width(tensor);
        int items = itemsCount * width;
        float[] roomy = new float[values.length + (larger.itemsCount - itemsCount) * width];
        System.arraycopy(values, 0, roomy, 0, items);
        System.arraycopy(values, items, roomy, larger.itemsCount * width, values.length - items);
        return roomy;
    }

    /** Values in a row of a tensor. */
    int width(String tensor) {
        int[] dimensions = Objects.requireNonNull(tensors().get(tensor), tensor);
        return dimensions.length == 1 ? 1 : dimensions[1];
    }

    /** Rows of the table of inputs. */
    public int rows() {
        return itemsCount + oovBuckets;
    }

    int gateUnits() {
        return GATES * hiddenSize;
    }

    boolean isConstrained() {
        return embedding == ItemEmbedding.CONSTRAINED;
    }

    /** Name of the table that inputs are read from. */
    String inputTable() {
        return isConstrained() ? ITEMS : INPUT_ITEMS;
    }

    int inputWidth() {
        return embedding == ItemEmbedding.ONE_HOT ? gateUnits() : hiddenSize;
    }

    boolean readsContext() {
        return !contextInputs.isEmpty();
    }

    int contextColumns() {
        return readsContext() ? ContextVector.COLUMNS : 0;
    }

    boolean hasContent() {
        return contentRows > 0;
    }

    boolean hasCopy() {
        return copyEvents > 0;
    }

    /** Whether what the state gives out depends on the context. */
    boolean crossesOutputs() {
        return readsContext() && contextFusion == ContextFusion.LATENT_CROSS;
    }

    /** Memory that the weights take. */
    public long bytes() {
        long values = 0;
        for (int[] dimensions : tensors().values()) {
            values += dimensions.length == 1 ? dimensions[0] : (long) dimensions[0] * dimensions[1];
        }
        return values * Float.BYTES;
    }

    /** Memory that the items take once more in a model that serves. */
    public long servingBytes() {
        int columns = isConstrained() ? rows() : itemsCount;
        long items = Panels.bytes(hiddenSize, columns) + PanelCodes.servingBytes(hiddenSize, columns);
        return isConstrained() ? items : items + (long) rows() * inputWidth() * Float.BYTES;
    }

    /** The shape of every tensor, in the order of the file. */
    public Map<String, int[]> tensors() {
        Map<String, int[]> tensors = new LinkedHashMap<>();
        tensors.put(ITEMS, new int[] {isConstrained() ? rows() : itemsCount, hiddenSize});
        if (!isConstrained()) {
            tensors.put(INPUT_ITEMS, new int[] {rows(), inputWidth()});
        }
        tensors.put(ITEM_BIAS, new int[] {itemsCount});
        if (hasContent()) {
            tensors.put(CONTENT, new int[] {contentRows, hiddenSize});
            tensors.put(COLD_BIAS, new int[] {1});
        }
        if (embedding != ItemEmbedding.ONE_HOT) {
            tensors.put(INPUT_GATES, new int[] {hiddenSize, gateUnits()});
        }
        tensors.put(HIDDEN_GATES, new int[] {hiddenSize, gateUnits()});
        tensors.put(INPUT_BIAS, new int[] {gateUnits()});
        tensors.put(HIDDEN_BIAS, new int[] {gateUnits()});
        if (readsContext()) {
            int width = contextFusion == ContextFusion.ADDED ? gateUnits() : 2 * hiddenSize;
            tensors.put(CONTEXT, new int[] {ContextVector.COLUMNS, width});
        }
        if (hasMemory()) {
            tensors.put(MEMORY, new int[] {hiddenSize, hiddenSize});
            tensors.put(MEMORY_BIAS, new int[] {hiddenSize});
        }
        if (hasCopy()) {
            tensors.put(COPY_DISTANCE, new int[] {copyEvents});
            tensors.put(COPY_GAP, new int[] {CopiedItem.GAP_BINS});
            tensors.put(COPY_TYPE, new int[] {InteractionType.count()});
            tensors.put(COPY_HIDDEN, new int[] {copyEvents, hiddenSize});
        }
        return tensors;
    }
}
