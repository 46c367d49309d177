package io.segue.operators.model;

import io.segue.state.SavepointLayout;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.release.Experiment;
import io.segue.state.release.ModelPointer;
import io.segue.state.release.ModelRecord;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseState;
import io.segue.state.release.Variant;
import io.segue.state.release.VariantList;
import io.segue.state.release.VariantModel;
import io.segue.state.release.VariantModel.Pinned;
import io.segue.state.serialization.SegueTypes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/**
 * Which variants a user has now, and the {@link ModelLanes} that they need: those of the experiment of a model, and beside
 * them, as shadows of a share of the users that the champion answers, the champion before the present one, and the present
 * one as it was released, where it has learned since.
 *
 * <p><b>State</b>, broadcast: the experiment, and the champion before. Pinned models are in the experiment. <b>Timers</b>:
 * one while a model loads. All methods run on the task's thread, and those that change anything between two bundles only.
 */
public final class ExperimentFollower<V> {
    private static final String EXPERIMENT = "experiment";
    private static final String PREVIOUS = "previous";
    private static final long LOAD_POLL_MS = 50;

    private final ModelLanes<V> lanes;
    private final ServingSettings settings;
    private final BroadcastState<String, ModelRecord> state;
    private final Predicate<VariantList> needsLane;
    private final ProcessingTimeService timers;
    private final Runnable onChange;
    private boolean polls;

    @Nullable
    private Experiment experiment;

    @Nullable
    private Release champion;

    @Nullable
    private Release previous;

    private boolean hasLearned;

    /**
     * Follows nothing yet.
     *
     * @param needsLane the lists for which the operator needs a variant's model
     * @param onChange told whenever other models are wanted or there
     */
    public ExperimentFollower(
            ModelLanes<V> lanes,
            ServingSettings settings,
            BroadcastState<String, ModelRecord> state,
            Predicate<VariantList> needsLane,
            ProcessingTimeService timers,
            Runnable onChange) {
        this.lanes = lanes;
        this.settings = settings;
        this.state = state;
        this.needsLane = needsLane;
        this.timers = timers;
        this.onChange = onChange;
    }

    /** The state that {@link #ExperimentFollower} wants. */
    public static BroadcastState<String, ModelRecord> state(OperatorStateStore store) throws Exception {
        return store.getBroadcastState(new MapStateDescriptor<>(
                SavepointLayout.EXPERIMENT_STATE, BasicTypeInfo.STRING_TYPE_INFO, SegueTypes.MODEL_RECORD));
    }

    /** Starts to load what the variants need, and waits for none of it: the champion answers meanwhile. */
    public void restore() throws Exception {
        experiment = (Experiment) state.get(EXPERIMENT);
        previous = (Release) state.get(PREVIOUS);
        want();
    }

    /** Another experiment, other shares, or the end. */
    public void changed(Experiment changed) throws Exception {
        if (!changed.name().equals(settings.modelName())) {
            return;
        }
        experiment = changed.isOver() ? null : changed;
        if (changed.isOver()) {
            state.remove(EXPERIMENT);
        } else {
            state.put(EXPERIMENT, changed);
        }
        want();
    }

    /** This champion, or none, is in service now. */
    public void serves(Optional<Release> now) {
        if (Optional.ofNullable(champion).equals(now)) {
            return;
        }
        if (champion != null && now.isPresent() && !now.get().version().equals(champion.version())) {
            previous = champion;
        }
        champion = now.orElse(null);
        if (champion != null && previous != null && previous.version().equals(champion.version())) {
            previous = null;
        }
        want();
    }

    /** A champion before that was rejected, or retired by hand, is compared with no more. */
    public void released(Release release) {
        boolean isOut = release.state() == ReleaseState.REJECTED
                || (release.state() == ReleaseState.RETIRED
                        && release.supersededBy().isEmpty());
        if (isOut
                && previous != null
                && release.name().equals(settings.modelName())
                && release.version().equals(previous.version())) {
            previous = null;
            want();
        }
    }

    /** Whether the champion serves with more than it was released with. */
    public void learned(boolean now) {
        if (now != hasLearned) {
            hasLearned = now;
            want();
        }
    }

    /** Whether any user may have a variant. */
    public boolean isActive() {
        return experiment != null || runsPrevious() || runsReleased();
    }

    /** The variants of a user, the one that answers first where there is one; models are the champion's, or pinned. */
    public List<Variant> of(String userId) {
        List<Variant> variants = new ArrayList<>();
        Optional<Variant> answering = experiment == null ? Optional.empty() : experiment.answering(userId);
        answering.ifPresent(variants::add);
        if (experiment != null) {
            variants.addAll(experiment.shadows(userId));
        }
        if (answering.isEmpty()
                && runsPrevious()
                && Experiment.isInSample("", ModelVersion.PREVIOUS, settings.previousShare(), userId)) {
            variants.add(previous());
        }
        if (answering.isEmpty()
                && runsReleased()
                && Experiment.isInSample("", ModelVersion.RELEASED, settings.releasedShare(), userId)) {
            variants.add(released());
        }
        variants.replaceAll(this::resolved);
        return variants;
    }

    private boolean runsPrevious() {
        return previous != null && champion != null && settings.previousShare() > 0;
    }

    private boolean runsReleased() {
        return hasLearned && champion != null && settings.releasedShare() > 0;
    }

    private Variant released() {
        return new Variant(
                ModelVersion.RELEASED,
                settings.releasedShare(),
                true,
                VariantList.RANKED,
                VariantModel.CHAMPION_AS_RELEASED);
    }

    private Variant previous() {
        if (previous == null) {
            throw new IllegalStateException("there is no champion before");
        }
        return new Variant(
                ModelVersion.PREVIOUS,
                settings.previousShare(),
                true,
                VariantList.RANKED,
                new Pinned(ModelPointer.to(previous)));
    }

    private Variant resolved(Variant variant) {
        return champion != null && variant.model() instanceof VariantModel.ChampionAsReleased
                ? variant.with(new Pinned(ModelPointer.to(champion)))
                : variant;
    }

    private void want() {
        List<Variant> all = new ArrayList<>(experiment == null ? List.of() : experiment.variants());
        if (runsPrevious()) {
            all.add(previous());
        }
        if (runsReleased()) {
            all.add(released());
        }
        Set<ModelPointer> wanted = new LinkedHashSet<>();
        for (Variant variant : all) {
            if (needsLane.test(variant.list()) && resolved(variant).model() instanceof Pinned pinned) {
                wanted.add(pinned.pointer());
            }
        }
        lanes.want(wanted);
        onChange.run();
        pollWhileLoading();
    }

    /** Takes what has loaded into service; between two bundles only. */
    public void poll() {
        if (lanes.poll()) {
            onChange.run();
        }
    }

    private void pollWhileLoading() {
        if (polls || !lanes.isLoading()) {
            return;
        }
        polls = true;
        ScheduledFuture<?> unused = timers.registerTimer(timers.getCurrentProcessingTime() + LOAD_POLL_MS, time -> {
            polls = false;
            poll();
            pollWhileLoading();
        });
    }

    /** Puts the champion before into the checkpoint. */
    public void snapshot() throws Exception {
        if (previous == null) {
            state.remove(PREVIOUS);
        } else {
            state.put(PREVIOUS, previous);
        }
    }
}
