package io.segue.models.gru;

/** Hears of a training about every second and at the end of each epoch, in the thread that trains. */
@FunctionalInterface
public interface TrainingListener {
    /** Hears nothing. */
    TrainingListener NONE = progress -> {};

    /**
     * One of several trainings begins; the progress from now on is its own.
     *
     * @param pass in words: which of how many, what for, and on what
     */
    default void onPass(String pass) {}

    void onProgress(TrainingProgress progress);
}
