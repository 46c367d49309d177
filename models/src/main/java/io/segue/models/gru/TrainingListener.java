package io.segue.models.gru;

/** Hears of a training about every second and at the end of each epoch, in the thread that trains. */
@FunctionalInterface
public interface TrainingListener {
    /** Hears nothing. */
    TrainingListener NONE = progress -> {};

    void onProgress(TrainingProgress progress);
}
