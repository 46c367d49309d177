package io.segue.models.bundle;

import io.segue.models.serving.NextItemModel;
import java.util.concurrent.atomic.AtomicBoolean;

/** The right to use a shared model until it is closed. Close the scorers first, never the model itself. */
public final class ModelLease implements AutoCloseable {
    private final NextItemModel model;
    private final Runnable giveBack;
    private final AtomicBoolean closed = new AtomicBoolean();

    ModelLease(NextItemModel model, Runnable giveBack) {
        this.model = model;
        this.giveBack = giveBack;
    }

    public NextItemModel model() {
        return model;
    }

    /** The last lease of a model closes it, once no call runs. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            giveBack.run();
        }
    }
}
