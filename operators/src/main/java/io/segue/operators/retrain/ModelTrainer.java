package io.segue.operators.retrain;

import java.io.Serializable;

/** Trains a version of a model and says what is to be released; on a thread of its own, one round at a time. */
public interface ModelTrainer extends AutoCloseable {
    /** Goes with the job to where the trainer runs. */
    interface Factory extends Serializable {
        /**
         * Opens a trainer, the only one of its model.
         *
         * @throws IllegalStateException if another one has it
         */
        ModelTrainer open();
    }

    /**
     * Trains from what is known now. Asked again for a version that it has made, it gives the same release.
     *
     * @param listener hears how far it is
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    RoundResult train(String version, RoundListener listener) throws Exception;

    @Override
    void close();
}
