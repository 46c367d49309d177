package io.segue.models.kernel;

import java.util.Optional;

/**
 * In plain Java, for a process without the vector API. Eight sums in registers: the compiler makes no vectors of a loop that
 * is as short as a panel is wide.
 */
final class ScalarKernel implements Kernel {
    private static final int COLUMNS = 8;

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void multiply(float[] rows, int at, int count, Panels panels, int panel, float[] products) {
        int inner = panels.inner();
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < Panels.WIDTH; column += COLUMNS) {
                eightColumns(
                        rows,
                        at + row * inner,
                        inner,
                        panels.values(),
                        panels.start(panel) + column,
                        products,
                        row * Panels.WIDTH + column);
            }
        }
    }

    private static void eightColumns(
            float[] rows, int at, int inner, float[] values, int start, float[] products, int to) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        float sum4 = 0;
        float sum5 = 0;
        float sum6 = 0;
        float sum7 = 0;
        for (int i = 0, place = start; i < inner; i++, place += Panels.WIDTH) {
            float value = rows[at + i];
            sum0 += value * values[place];
            sum1 += value * values[place + 1];
            sum2 += value * values[place + 2];
            sum3 += value * values[place + 3];
            sum4 += value * values[place + 4];
            sum5 += value * values[place + 5];
            sum6 += value * values[place + 6];
            sum7 += value * values[place + 7];
        }
        products[to] = sum0;
        products[to + 1] = sum1;
        products[to + 2] = sum2;
        products[to + 3] = sum3;
        products[to + 4] = sum4;
        products[to + 5] = sum5;
        products[to + 6] = sum6;
        products[to + 7] = sum7;
    }

    @Override
    public void addRows(float[] rows, int width, int first, int end, float[] weights, int count, float[] sums) {
        for (int sum = 0; sum < count; sum++) {
            for (int row = first; row < end; row++) {
                addRow(rows, row * width, width, weights[row * count + sum], sums, sum * width);
            }
        }
    }

    private static void addRow(float[] rows, int at, int width, float weight, float[] sums, int to) {
        for (int i = 0; i < width; i++) {
            sums[to + i] += weight * rows[at + i];
        }
    }

    @Override
    public boolean anyAbove(float[] products, int at, float[] offsets, int offsetsAt, float threshold) {
        for (int i = 0; i < Panels.WIDTH; i++) {
            if (products[at + i] + offsets[offsetsAt + i] > threshold) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<CodeKernel> codes() {
        return Optional.empty();
    }

    @Override
    public void sigmoid(float[] values, int at, int length) {
        sigmoidOf(values, at, length);
    }

    static void sigmoidOf(float[] values, int at, int length) {
        for (int i = at; i < at + length; i++) {
            values[i] = (float) (1 / (1 + Math.exp(-values[i])));
        }
    }

    @Override
    public void tanh(float[] values, int at, int length) {
        tanhOf(values, at, length);
    }

    static void tanhOf(float[] values, int at, int length) {
        for (int i = at; i < at + length; i++) {
            values[i] = (float) Math.tanh(values[i]);
        }
    }
}
