package io.segue.connectors.source;

import java.io.Serializable;

/** What time it is for us. Travels with a job, so it must be serializable. */
@FunctionalInterface
public interface Clock extends Serializable {
    /** The wall clock of the machine that runs the task. */
    Clock SYSTEM = System::currentTimeMillis;

    /** Epoch milliseconds. */
    long nowMs();
}
