package io.segue.models.gru;

import java.util.Arrays;

/**
 * Sessions side by side (Hidasi et al., "Session-based Recommendations with Recurrent Neural Networks", ICLR 2016): each
 * lane takes one interaction of its session a step, and the next session in order of time when that one ends. The
 * states are carried from step to step, gradients are not. A lane for which no session is left is closed.
 */
final class SessionLanes {
    private final TrainingData data;
    private final int hiddenSize;
    private final int[] windows;
    private final int[] positions;

    private float[] hidden = new float[0];
    private int open;
    private int nextWindow;

    SessionLanes(TrainingData data, int lanes, int hiddenSize) {
        this.data = data;
        this.hiddenSize = hiddenSize;
        this.windows = new int[Math.min(lanes, data.windowsCount())];
        this.positions = new int[windows.length];
    }

    /** How many steps an epoch takes. */
    int steps() {
        int steps = 0;
        begin();
        while (open > 0) {
            advance();
            steps++;
        }
        return steps;
    }

    /** Begins an epoch. */
    void begin() {
        open = windows.length;
        nextWindow = open;
        for (int lane = 0; lane < open; lane++) {
            windows[lane] = lane;
            positions[lane] = 0;
        }
        hidden = new float[open * hiddenSize];
    }

    /** The inputs of this step. */
    SessionBatches.Rounds rounds() {
        int[] inputs = new int[open];
        for (int lane = 0; lane < open; lane++) {
            inputs[lane] = data.windowStart(windows[lane]) + positions[lane];
        }
        return new SessionBatches.Rounds(inputs, new int[] {open}, Arrays.copyOf(windows, open));
    }

    /** The states before this step, [open lanes, H]. */
    float[] hidden() {
        return hidden;
    }

    /** Goes on to the next step with the states after this one. */
    void carry(float[] after) {
        hidden = after.clone();
        advance();
        hidden = Arrays.copyOf(hidden, open * hiddenSize);
    }

    private void advance() {
        for (int lane = open - 1; lane >= 0; lane--) {
            positions[lane]++;
            if (positions[lane] == data.windowLength(windows[lane])) {
                Arrays.fill(hidden, lane * hiddenSize, (lane + 1) * hiddenSize, 0);
                positions[lane] = 0;
                if (nextWindow < data.windowsCount()) {
                    windows[lane] = nextWindow++;
                } else {
                    close(lane);
                }
            }
        }
    }

    /** The last lane takes its place. */
    private void close(int lane) {
        open--;
        windows[lane] = windows[open];
        positions[lane] = positions[open];
        System.arraycopy(hidden, open * hiddenSize, hidden, lane * hiddenSize, hiddenSize);
    }
}
