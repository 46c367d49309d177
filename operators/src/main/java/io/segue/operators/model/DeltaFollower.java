package io.segue.operators.model;

import io.segue.models.bundle.DeltaRefusedException;
import io.segue.models.serving.NextItemModel;
import io.segue.state.SavepointLayout;
import io.segue.state.release.Delta;
import io.segue.state.release.KnownDeltas;
import io.segue.state.release.ModelRecord;
import io.segue.state.release.Withdrawal;
import io.segue.state.serialization.SegueTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledFuture;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the release that a {@link ModelSlot} serves at the newest of its deltas. What leads on is loaded in the
 * background, however many they are as one; only the swap is the task thread's. A delta that cannot be loaded is refused, and the model serves on as it is.
 *
 * <p><b>State</b>, broadcast: {@link KnownDeltas}, from which a restart builds again what served. <b>Timers</b>: one while
 * something loads. All methods run on the task's thread.
 */
public final class DeltaFollower<V> {
    private static final Logger LOG = LoggerFactory.getLogger(DeltaFollower.class);
    private static final long LOAD_POLL_MS = 50;
    /** After a failure that no delta is to blame for. */
    private static final long RETRY_MS = 30_000;

    /** @param deltas to be applied to what serves; none to go back to the release */
    private record Patching<V>(ModelSlot.Served<V> start, List<Delta> deltas, ComingView<V> view) {
        int number() {
            return deltas.isEmpty() ? 0 : deltas.get(deltas.size() - 1).number();
        }
    }

    private final ModelSlot<V> slot;
    private final ModelViews<V> views;
    private final String modelName;
    private final BroadcastState<String, ModelRecord> state;
    private final ProcessingTimeService timers;
    private final Runnable onChange;
    private final KnownDeltas known = new KnownDeltas();

    @Nullable
    private Patching<V> patching;

    private boolean polls;
    private long notBeforeMs = Long.MIN_VALUE;
    private long appliedCount;
    private long refusedCount;

    /**
     * Follows nothing yet.
     *
     * @param views of models that learned more
     * @param onChange told whenever something was heard or decided
     */
    public DeltaFollower(
            ModelSlot<V> slot,
            ModelViews<V> views,
            String modelName,
            BroadcastState<String, ModelRecord> state,
            ProcessingTimeService timers,
            Runnable onChange) {
        this.slot = slot;
        this.views = views;
        this.modelName = modelName;
        this.state = state;
        this.timers = timers;
        this.onChange = onChange;
    }

    /** The state that {@link #DeltaFollower} wants. */
    public static BroadcastState<String, ModelRecord> state(OperatorStateStore store) throws Exception {
        return store.getBroadcastState(new MapStateDescriptor<>(
                SavepointLayout.DELTAS_STATE, BasicTypeInfo.STRING_TYPE_INFO, SegueTypes.MODEL_RECORD));
    }

    /** Waits, a minute at most, for what served before a restart; after the release itself is restored. */
    public void restore() throws Exception {
        List<ModelRecord> records = new ArrayList<>();
        state.immutableEntries().forEach(entry -> records.add(entry.getValue()));
        records.forEach(this::add);
        poll();
        if (patching != null) {
            if (!patching.view().await()) {
                LOG.warn(
                        "What model {} has learned has not loaded within {} s: it answers as it was released until then",
                        patching.start().release().version(),
                        ComingView.PATIENCE.toSeconds());
            }
            poll();
        }
    }

    /** A delta or a withdrawal was published. */
    public void changed(ModelRecord record) throws Exception {
        if (record.name().equals(modelName)) {
            add(record);
            remember();
            poll();
            if (record instanceof Withdrawal withdrawal) {
                LOG.warn("What model {} has learned is taken back: {}", withdrawal.version(), withdrawal.reason());
            }
        }
    }

    private void add(ModelRecord record) {
        if (record instanceof Delta delta) {
            known.add(delta);
        } else if (record instanceof Withdrawal withdrawal) {
            known.add(withdrawal);
            if (patching != null && patching.start().release().version().equals(withdrawal.version())) {
                giveUp();
            }
        }
    }

    private void remember() throws Exception {
        state.clear();
        int place = 0;
        for (ModelRecord record : known.records()) {
            state.put(String.valueOf(place++), record);
        }
    }

    /** Tells the view that is on its way. */
    public void tell(BiConsumer<NextItemModel, V> word) {
        if (patching != null) {
            patching.view().tell(word);
        }
    }

    /** Takes what has loaded into service, and starts to load what leads on; between two bundles only. */
    public void poll() throws Exception {
        Optional<ModelSlot.Served<V>> served = slot.served();
        if (patching != null && !served.equals(Optional.of(patching.start()))) {
            giveUp();
        }
        if (patching != null && patching.view().isDone()) {
            take(patching);
            patching = null;
        }
        if (patching == null && timers.getCurrentProcessingTime() >= notBeforeMs) {
            slot.served().ifPresent(this::start);
        }
        onChange.run();
        pollWhileLoading();
    }

    private void pollWhileLoading() {
        if (polls || patching == null) {
            return;
        }
        polls = true;
        ScheduledFuture<?> unused = timers.registerTimer(timers.getCurrentProcessingTime() + LOAD_POLL_MS, time -> {
            polls = false;
            poll();
        });
    }

    /** A model that goes back to its release has its bundle already, and owes it to nobody. */
    private void start(ModelSlot.Served<V> served) {
        String version = served.release().version();
        if (!known.isWithdrawn(version)) {
            List<Delta> deltas = known.after(version, served.deltaNumber());
            if (!deltas.isEmpty()) {
                patching = new Patching<>(
                        served,
                        deltas,
                        views.open(views.source().patch(served.release(), startOf(served, deltas), deltas)));
            }
        } else if (served.deltaNumber() > 0) {
            NextItemModel bundle = served.bundle().model();
            patching = new Patching<>(
                    served,
                    List.of(),
                    views.open(CompletableFuture.completedFuture(new ServingModel(bundle, () -> {}))));
        }
    }

    /** A learner that began anew from the bundle says so by a complete delta: what another one learned is not its start. */
    private static <V> NextItemModel startOf(ModelSlot.Served<V> served, List<Delta> deltas) {
        return (deltas.get(0).isComplete() ? served.bundle() : served.model()).model();
    }

    private void take(Patching<V> done) throws Exception {
        String version = done.start().release().version();
        ComingView.Opened<V> opened;
        try {
            opened = done.view().take();
        } catch (CompletionException refused) {
            refuse(done, refused.getCause() == null ? refused : refused.getCause());
            return;
        }
        slot.patch(opened.model(), opened.view(), done.number());
        appliedCount += done.deltas().size();
        known.applied(version, done.number());
        remember();
        LOG.info(
                "Model {} serves in state {}: {} items",
                version,
                done.number(),
                opened.model().model().itemsCount());
    }

    /** One that another subtask's deltas had before this one's is none of these: they are tried again. */
    private void refuse(Patching<V> failed, Throwable reason) throws Exception {
        Optional<Delta> named = failed.deltas().stream()
                .filter(delta -> reason instanceof DeltaRefusedException refused
                        && refused.sha256().equals(delta.sha256()))
                .findFirst();
        if (!(reason instanceof DeltaRefusedException)) {
            notBeforeMs = timers.getCurrentProcessingTime() + RETRY_MS;
            LOG.error(
                    "Deltas of model {} cannot be applied now and are tried again, state {} serves on",
                    failed.start().release().version(),
                    failed.start().deltaNumber(),
                    reason);
        }
        if (named.isPresent()) {
            known.refuse(named.get());
            refusedCount++;
            remember();
            LOG.error(
                    "Delta {} of model {} is refused, state {} serves on: {}",
                    named.get().number(),
                    named.get().version(),
                    failed.start().deltaNumber(),
                    reason.getMessage());
        }
    }

    private void giveUp() {
        if (patching != null) {
            patching.view().giveUp();
            patching = null;
        }
    }

    /** Number of the newest delta in service, 0 for none. */
    public int number() {
        return slot.served().map(ModelSlot.Served::deltaNumber).orElse(0);
    }

    public long appliedCount() {
        return appliedCount;
    }

    public long refusedCount() {
        return refusedCount;
    }

    /** Deltas that wait for one which closes a gap. */
    public int waitingCount() {
        return slot.served()
                .map(served -> known.waiting(served.release().version(), served.deltaNumber()))
                .orElse(0);
    }

    public void close() {
        giveUp();
    }
}
