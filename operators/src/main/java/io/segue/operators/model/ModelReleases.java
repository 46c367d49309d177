package io.segue.operators.model;

import io.segue.state.SavepointLayout;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseState;
import io.segue.state.serialization.SegueTypes;
import java.util.Optional;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;

/**
 * What releases do to the {@link ModelSlot} of a subtask, and what of it survives a restart.
 *
 * <p><b>State</b>, broadcast: under {@code serving} the release that serves, under {@code loading} the one being loaded.
 * The one that serves stays remembered when its bundle could not be loaded after a restore: the next restore tries
 * again. Only another model, or its retirement, ends that.
 */
final class ModelReleases<V> {
    private static final String SERVING = "serving";
    private static final String LOADING = "loading";

    private final ModelSlot<V> slot;
    private final String modelName;
    private final BroadcastState<String, Release> state;

    ModelReleases(ModelSlot<V> slot, String modelName, BroadcastState<String, Release> state) {
        this.slot = slot;
        this.modelName = modelName;
        this.state = state;
    }

    static BroadcastState<String, Release> state(OperatorStateStore store) throws Exception {
        return store.getBroadcastState(new MapStateDescriptor<>(
                SavepointLayout.RELEASES_STATE, BasicTypeInfo.STRING_TYPE_INFO, SegueTypes.RELEASE));
    }

    /** Waits for the model that served, so that no one falls back to live counts; starts to load the one after it. */
    void restore() throws Exception {
        Release serving = state.get(SERVING);
        if (serving != null) {
            slot.offer(serving);
            slot.await();
        }
        Release next = state.get(LOADING);
        if (next != null) {
            slot.offer(next);
        }
    }

    /** Between two bundles only. */
    void changed(Release release) throws Exception {
        if (!release.name().equals(modelName)) {
            return;
        }
        // Where another version took its place, that version's own release says so: until it has loaded, this one
        // serves on.
        boolean isSuperseded = !release.supersededBy().isEmpty();
        if (release.state() == ReleaseState.CHAMPION) {
            slot.offer(release);
        } else if (release.state() != ReleaseState.CANDIDATE && !isSuperseded) {
            slot.withdraw(release);
            forget(release);
        }
        remember();
    }

    /** Swaps when the next model has loaded; between two bundles only. Whether anything was decided. */
    boolean poll() throws Exception {
        boolean decided = slot.poll();
        if (decided) {
            remember();
        }
        return decided;
    }

    private void remember() throws Exception {
        Optional<ModelSlot.Served<V>> served = slot.served();
        if (served.isPresent()) {
            state.put(SERVING, served.get().release());
        }
        Optional<Release> loading = slot.loading();
        if (loading.isPresent()) {
            state.put(LOADING, loading.get());
        } else {
            state.remove(LOADING);
        }
    }

    private void forget(Release release) throws Exception {
        Release serving = state.get(SERVING);
        if (serving != null && serving.version().equals(release.version())) {
            state.remove(SERVING);
        }
    }
}
