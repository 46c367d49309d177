package io.segue.operators.learn;

import io.segue.state.release.Release;
import java.io.Serializable;

/** Where models are learned on, and where what they learned is kept. Used by one thread. */
public interface LearningStore extends AutoCloseable {
    /** Goes with the job to where the learner runs. */
    interface Factory extends Serializable {
        /**
         * Opens the store, for the only learner of its model.
         *
         * @throws IllegalStateException if another one has it
         */
        LearningStore open();
    }

    /**
     * A model as it was when it was published last: its bundle and all deltas since.
     *
     * @throws io.segue.state.settings.InvalidOptionException if it can never be learned on
     * @throws Exception if it cannot now; the message says why
     */
    LearningModel load(Release release) throws Exception;

    @Override
    void close();
}
