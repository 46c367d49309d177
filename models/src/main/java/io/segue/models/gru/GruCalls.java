package io.segue.models.gru;

/** What one scorer computes. */
interface GruCalls extends AutoCloseable {
    /**
     * Runs all rounds of a batch, and scores all candidates for what they end with.
     *
     * @param fetched candidates per row
     * @return as {@link TopLists} reads it
     */
    float[] run(PackedBatch packed, OwnItems own, int fetched);

    /** Not after the engine, which takes all that is its scorers'. */
    @Override
    void close();
}
