package io.segue.state.release;

/** A record of the topic of models: what it says of the model {@link #name()}. */
public sealed interface ModelRecord permits Release, Delta, Withdrawal, Experiment {
    /** Of the model. */
    String name();
}
