package io.segue.operators.model;

import io.segue.models.serving.NextItemModel;
import io.segue.state.release.Delta;
import io.segue.state.release.Release;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Where the models that releases point to come from. */
public interface ModelSource extends Serializable {
    /**
     * Loads and verifies a model off the calling thread; fails with the reason for which the release is refused. Who
     * cancels it gets no model and owes none.
     */
    CompletableFuture<ServingModel> load(Release release);

    /**
     * Loads what a release has learned since, off the calling thread; fails with {@link
     * io.segue.models.bundle.DeltaRefusedException} where one of the deltas is refused. Cancelled as a load.
     *
     * @param start a model of that release, in the state that the first of the deltas leads on from; it stays what it is
     */
    CompletableFuture<ServingModel> patch(Release release, NextItemModel start, List<Delta> deltas);

    /** Where the views of its models are opened: not on the calling thread. */
    Executor opener();
}
