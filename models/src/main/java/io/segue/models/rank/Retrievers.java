package io.segue.models.rank;

import io.segue.models.retrieval.BatchRetriever;

/**
 * Who proposes, beside what is counted live.
 *
 * @param model the session model
 * @param similar from similar sessions
 */
public record Retrievers(BatchRetriever model, BatchRetriever similar) implements AutoCloseable {
    public static final Retrievers NONE = new Retrievers(BatchRetriever.NONE, BatchRetriever.NONE);

    @Override
    public void close() {
        model.close();
        similar.close();
    }
}
