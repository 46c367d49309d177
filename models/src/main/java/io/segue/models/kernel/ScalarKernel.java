package io.segue.models.kernel;

import java.util.Arrays;

/** In plain Java, for a process without the vector API. The compiler makes vectors of the loops over a panel's width. */
final class ScalarKernel implements Kernel {
    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void multiply(float[] rows, int at, int count, Panels panels, int panel, float[] products) {
        int inner = panels.inner();
        float[] values = panels.values();
        Arrays.fill(products, 0, count * Panels.WIDTH, 0);
        for (int row = 0; row < count; row++) {
            int to = row * Panels.WIDTH;
            int place = panels.start(panel);
            for (int i = 0; i < inner; i++, place += Panels.WIDTH) {
                float value = rows[at + row * inner + i];
                for (int column = 0; column < Panels.WIDTH; column++) {
                    products[to + column] += value * values[place + column];
                }
            }
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
