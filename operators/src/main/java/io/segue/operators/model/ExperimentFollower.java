package io.segue.operators.model;

import io.segue.state.SavepointLayout;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.release.Experiment;
import io.segue.state.release.ModelPointer;
import io.segue.state.release.ModelRecord;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseHistory;
import io.segue.state.release.ReleaseState;
import io.segue.state.release.Variant;
import io.segue.state.release.VariantList;
import io.segue.state.release.VariantModel;
import io.segue.state.release.VariantModel.Pinned;
import io.segue.state.serialization.SegueTypes;
import java.util.ArrayList;
import java.util.HashSet;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which variants a user has now, and the {@link ModelLanes} that they need: those of the experiment of a model, and beside
 * them, as shadows of a share of the users that the champion answers, the champion before the present one, and the present
 * one as it was released, where it has learned since.
 *
 * <p>Which champion was before, the releases say, whether it was ever loaded here or not. Its model is held from the moment
 * on in which its successor is announced, and until it serves again: no rollback waits for a load that is not needed. A
 * version that was rejected makes no list from then on, whichever variant asks for it.
 *
 * <p><b>State</b>, broadcast: the experiment; of the releases the newest {@value #SERVED_MAX} versions that serve or served,
 * the newest {@value #REJECTED_MAX} that were rejected, and those that are pinned and were. <b>Timers</b>: one while a model
 * loads. All methods run on the task's thread, and those that change anything between two bundles only.
 */
public final class ExperimentFollower<V> {
    private static final Logger LOG = LoggerFactory.getLogger(ExperimentFollower.class);
    private static final String EXPERIMENT = "experiment";
    private static final String RELEASE = "release-";
    private static final int SERVED_MAX = 10;
    private static final int REJECTED_MAX = 20;
    private static final long LOAD_POLL_MS = 50;

    private final ModelLanes<V> lanes;
    private final ServingSettings settings;
    private final BroadcastState<String, ModelRecord> state;
    private final Predicate<VariantList> needsLane;
    private final ProcessingTimeService timers;
    private final Runnable onChange;
    private ReleaseHistory history = new ReleaseHistory();
    private boolean polls;

    /** Ids of variants whose version was rejected. */
    private volatile Set<String> rejected = Set.of();

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
        List<Release> releases = new ArrayList<>();
        while (state.contains(RELEASE + releases.size())) {
            releases.add((Release) state.get(RELEASE + releases.size()));
        }
        history = ReleaseHistory.of(releases);
        want();
    }

    private void remember() throws Exception {
        state.clear();
        if (experiment != null) {
            state.put(EXPERIMENT, experiment);
        }
        int place = 0;
        for (Release release : kept()) {
            state.put(RELEASE + place++, release);
        }
    }

    private Set<Release> kept() {
        Set<Release> kept = new LinkedHashSet<>(
                history.newest(settings.modelName(), this::isRejectedAndPinned, Experiment.VARIANTS_MAX));
        kept.addAll(history.newest(
                settings.modelName(), release -> release.state() == ReleaseState.REJECTED, REJECTED_MAX));
        kept.addAll(history.newest(settings.modelName(), Release::hasServed, SERVED_MAX));
        return kept;
    }

    private boolean isRejectedAndPinned(Release release) {
        return release.state() == ReleaseState.REJECTED
                && experiment != null
                && experiment.variants().stream().anyMatch(variant -> isOf(variant, release.version()));
    }

    private static boolean isOf(Variant variant, String version) {
        return variant.model() instanceof Pinned pinned
                && pinned.pointer().version().equals(version);
    }

    /** Another experiment, other shares, or the end. */
    public void changed(Experiment changed) throws Exception {
        if (!changed.name().equals(settings.modelName())) {
            return;
        }
        experiment = changed.isOver() ? null : changed;
        remember();
        want();
    }

    /** This champion, or none, is in service now. */
    public void serves(Optional<Release> now) {
        if (!Optional.ofNullable(champion).equals(now)) {
            champion = now.orElse(null);
            want();
        }
    }

    /** Something was said of a version; after it has begun to load, where it is to serve. */
    public void released(Release release) throws Exception {
        if (!release.name().equals(settings.modelName())) {
            return;
        }
        history.add(release);
        if (history.versions(release.name()).size() > 2 * (SERVED_MAX + REJECTED_MAX)) {
            history = ReleaseHistory.of(kept());
        }
        remember();
        boolean isPreviousChanged = !history.previousChampion(release.name()).equals(Optional.ofNullable(previous));
        if (isPreviousChanged || isRejectedAndPinned(release)) {
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
        return previous != null
                && champion != null
                && !previous.version().equals(champion.version())
                && settings.previousShare() > 0;
    }

    /** Before it runs while its successor loads, and after while it loads again, but not before anything has served. */
    private boolean needsPrevious() {
        return previous != null
                && settings.previousShare() > 0
                && (champion != null || lanes.has(ModelPointer.to(previous)));
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
        previous = history.previousChampion(settings.modelName()).orElse(null);
        List<Variant> all = new ArrayList<>(experiment == null ? List.of() : experiment.variants());
        if (needsPrevious()) {
            all.add(previous());
        }
        if (runsReleased()) {
            all.add(released());
        }
        Set<String> out = new HashSet<>();
        Set<ModelPointer> wanted = new LinkedHashSet<>();
        for (Variant variant : all) {
            if (needsLane.test(variant.list()) && resolved(variant).model() instanceof Pinned pinned) {
                if (history.isRejected(settings.modelName(), pinned.pointer().version())) {
                    out.add(variant.id());
                } else {
                    wanted.add(pinned.pointer());
                }
            }
        }
        rejected(out);
        lanes.want(wanted);
        onChange.run();
        pollWhileLoading();
    }

    private void rejected(Set<String> variants) {
        for (String variant : variants) {
            if (!rejected.contains(variant)) {
                LOG.warn(
                        "The version of variant {} of model {} is rejected and makes no more lists: where it answered, the"
                                + " champion does",
                        variant,
                        settings.modelName());
            }
        }
        rejected = Set.copyOf(variants);
    }

    /** Variants whose version was rejected; on any thread. */
    public int rejectedCount() {
        return rejected.size();
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
}
