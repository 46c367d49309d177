package io.segue.operators.model;

import io.segue.state.release.Release;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * Keeps the {@link ModelSlot} of a subtask at the newest release, for an operator that owns the slot: forwards releases,
 * and looks while a model loads whether it has arrived.
 *
 * <p><b>State</b>: that of {@link ModelReleases}. <b>Timers</b>: one while a model loads. All methods run on the task's
 * thread.
 */
public final class ModelFollower<V> {
    private static final long LOAD_POLL_MS = 50;

    private final ModelSlot<V> slot;
    private final ModelReleases<V> releases;
    private final ProcessingTimeService timers;
    private final Runnable onChange;
    private boolean polls;

    /** @param onChange told whenever another model, or none, is in service */
    public ModelFollower(
            ModelSlot<V> slot,
            String modelName,
            BroadcastState<String, Release> state,
            ProcessingTimeService timers,
            Runnable onChange) {
        this.slot = slot;
        this.releases = new ModelReleases<>(slot, modelName, state);
        this.timers = timers;
        this.onChange = onChange;
    }

    /** The state that {@link #ModelFollower} wants. */
    public static BroadcastState<String, Release> state(OperatorStateStore store) throws Exception {
        return ModelReleases.state(store);
    }

    /** Waits for the model that served before a restart, a minute at most. */
    public void restore() throws Exception {
        releases.restore();
        onChange.run();
        pollWhileLoading();
    }

    /** Between two bundles only. */
    public void changed(Release release) throws Exception {
        releases.changed(release);
        onChange.run();
        pollWhileLoading();
    }

    /** Takes what has loaded into service; between two bundles only. */
    public void poll() throws Exception {
        if (releases.poll()) {
            onChange.run();
        }
    }

    private void pollWhileLoading() {
        if (polls || slot.loading().isEmpty()) {
            return;
        }
        polls = true;
        ScheduledFuture<?> unused = timers.registerTimer(timers.getCurrentProcessingTime() + LOAD_POLL_MS, time -> {
            polls = false;
            poll();
            pollWhileLoading();
        });
    }
}
