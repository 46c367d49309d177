package io.segue.operators.retrain;

import io.segue.models.gru.TrainingListener;

/** Hears how far a round is, in the thread that trains. */
public interface RoundListener extends TrainingListener {
    /** What it learns from is read. */
    void onData(long sessions, long events);
}
