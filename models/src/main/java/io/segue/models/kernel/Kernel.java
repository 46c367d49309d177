package io.segue.models.kernel;

import java.util.Optional;

/** The inner loops. Both kinds read the same {@link Panels} and agree within rounding; both are stateless. */
public interface Kernel {
    /** For logs and figures. */
    String name();

    /**
     * Products of some rows with the columns of one panel. Each sum runs over the inner dimension in order, so a row's
     * product does not depend on the rows beside it.
     *
     * @param rows [.., inner], of which {@code count} from element {@code at} on are taken
     * @param products [count, {@link Panels#WIDTH}], overwritten
     */
    void multiply(float[] rows, int at, int count, Panels panels, int panel, float[] products);

    /**
     * Adds rows to sums, each weighted, in their order; both kinds to the same bit.
     *
     * @param rows [.., width], of which those from {@code first} to before {@code end} are taken
     * @param width a multiple of {@link Panels#WIDTH}
     * @param weights [.., count]: a row of weights for each row
     * @param sums [count, width]
     */
    void addRows(float[] rows, int width, int first, int end, float[] weights, int count, float[] sums);

    /** Whether any of {@link Panels#WIDTH} products with its offset added is above a threshold. */
    boolean anyAbove(float[] products, int at, float[] offsets, int offsetsAt, float threshold);

    /** The loops over codes of {@link PanelCodes}; empty where there are none. */
    Optional<CodeKernel> codes();

    /** In place. */
    void sigmoid(float[] values, int at, int length);

    /** In place. */
    void tanh(float[] values, int at, int length);
}
