package io.segue.models.gru;

/** The weights of a model where they are computed with, there once however many scorers share them. */
interface GruEngine extends AutoCloseable {
    /** As in {@code segue.model.device}. */
    String deviceName();

    /** Whether a batch of a size that was never run before costs its caller much. */
    boolean padsBatches();

    /** The calls of one scorer, for one thread. */
    GruCalls newCalls(Candidates candidates);

    /** No call may be running, none may come later. */
    @Override
    void close();
}
