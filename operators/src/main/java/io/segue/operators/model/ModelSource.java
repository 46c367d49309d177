package io.segue.operators.model;

import io.segue.state.release.Release;
import java.io.Serializable;
import java.util.concurrent.CompletableFuture;

/** Where the models that releases point to come from. */
@FunctionalInterface
public interface ModelSource extends Serializable {
    /**
     * Loads and verifies a model off the calling thread; fails with the reason for which the release is refused. Who
     * cancels it gets no model and owes none.
     */
    CompletableFuture<ServingModel> load(Release release);
}
