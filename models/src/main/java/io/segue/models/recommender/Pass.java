package io.segue.models.recommender;

import io.segue.models.gru.TrainingListener;
import io.segue.models.gru.TrainingProgress;

/** One of several trainings. It has a name only once it trains: it need not, where its model is remembered. */
final class Pass implements TrainingListener {
    private final TrainingListener listener;
    private final String name;
    private boolean isNamed;

    Pass(TrainingListener listener, String name) {
        this.listener = listener;
        this.name = name;
    }

    /** It begins, if it has not yet. */
    void begin() {
        if (!isNamed) {
            isNamed = true;
            listener.onPass(name);
        }
    }

    @Override
    public void onProgress(TrainingProgress progress) {
        begin();
        listener.onProgress(progress);
    }
}
