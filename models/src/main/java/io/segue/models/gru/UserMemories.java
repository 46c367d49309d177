package io.segue.models.gru;

import java.util.Arrays;
import java.util.Optional;

/**
 * What sessions leave behind for the next one of their user, while a network with a memory is trained. It is the state
 * that the newest pass came to, with the weights of that time, and no gradient goes back into it: a step costs no more
 * however many sessions a user had.
 */
final class UserMemories {
    private final TrainingData data;
    private final int hiddenSize;
    private final float[][] states;

    UserMemories(TrainingData data, int hiddenSize) {
        this.data = data;
        this.hiddenSize = hiddenSize;
        this.states = new float[data.windowsCount()][];
    }

    /** The states to begin these windows with, [windows, H], zeros where there is none. */
    float[] before(int[] windows) {
        float[] before = new float[windows.length * hiddenSize];
        for (int row = 0; row < windows.length; row++) {
            int at = row * hiddenSize;
            stateBefore(windows[row]).ifPresent(state -> System.arraycopy(state, 0, before, at, hiddenSize));
        }
        return before;
    }

    /** Of each window 1 where there is a state to begin with, else 0. */
    float[] remembered(int[] windows) {
        float[] remembered = new float[windows.length];
        for (int row = 0; row < windows.length; row++) {
            remembered[row] = stateBefore(windows[row]).isPresent() ? 1 : 0;
        }
        return remembered;
    }

    private Optional<float[]> stateBefore(int window) {
        int before = data.windowBefore(window);
        return before == TrainingData.NO_WINDOW ? Optional.empty() : Optional.ofNullable(states[before]);
    }

    /** Keeps the states after these windows, [windows, H]. */
    void keep(int[] windows, float[] after) {
        for (int row = 0; row < windows.length; row++) {
            states[windows[row]] = Arrays.copyOfRange(after, row * hiddenSize, (row + 1) * hiddenSize);
        }
    }
}
