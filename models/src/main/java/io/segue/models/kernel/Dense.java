package io.segue.models.kernel;

/** A layer: {@code rows W + b}. */
public final class Dense {
    private static final int ROWS = 16;

    private final Panels weights;
    private final float[] bias;

    /** @param matrix [inner, columns], columns as many as the bias has values */
    public Dense(float[] matrix, int inner, float[] bias) {
        this.weights = Panels.of(matrix, inner, bias.length);
        this.bias = bias.clone();
    }

    public int columns() {
        return bias.length;
    }

    /**
     * Applies it.
     *
     * @param rows [count, inner]
     * @param to [count, columns], overwritten
     */
    public void apply(Kernel kernel, float[] rows, int count, float[] to) {
        float[] products = new float[ROWS * Panels.WIDTH];
        for (int panel = 0; panel < Panels.count(bias.length); panel++) {
            int column = panel * Panels.WIDTH;
            int width = Math.min(Panels.WIDTH, bias.length - column);
            for (int row = 0; row < count; row += ROWS) {
                int some = Math.min(ROWS, count - row);
                kernel.multiply(rows, row * weights.inner(), some, weights, panel, products);
                for (int i = 0; i < some; i++) {
                    add(products, i * Panels.WIDTH, column, width, to, (row + i) * bias.length + column);
                }
            }
        }
    }

    private void add(float[] products, int at, int column, int width, float[] to, int toAt) {
        for (int i = 0; i < width; i++) {
            to[toAt + i] = products[at + i] + bias[column + i];
        }
    }
}
