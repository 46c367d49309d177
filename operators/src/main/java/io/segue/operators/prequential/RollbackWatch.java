package io.segue.operators.prequential;

import io.segue.state.MetricNames;
import io.segue.state.SavepointLayout;
import io.segue.state.control.ControlMessage;
import io.segue.state.control.ControlMessage.DeltasWithdrawn;
import io.segue.state.control.ControlMessage.ReleaseChanged;
import io.segue.state.prequential.QualitySlice;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.prequential.RollbackSettings;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseHistory;
import io.segue.state.release.ReleaseRefusedException;
import io.segue.state.release.ReleaseState;
import io.segue.state.release.Succession;
import io.segue.state.serialization.SegueTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a champion back whose window is worse than that of popularity, or of the champion before it: gives out the releases that make the champion before it
 * champion again, and that reject it. Runs once.
 *
 * <p>What it gives out comes back to it, because it reads the topic that it writes. That is no loop: it believes its own
 * releases at once, judges the present champion only, and a version that was rejected is never champion again, so there
 * are at most as many rollbacks as versions. And not one after the other: where popularity beats everything for a while, a
 * rollback is followed by a pause in event time, in which the champion that it installed collects tests of its own.
 *
 * <p><b>State</b>: the newest releases of the model, {@value #VERSIONS_MAX} versions at most; until when the pause is, from
 * when on windows count for the champion, and from when on for the comparison with the one before; the accounting.
 *
 * <p><b>Timers</b>: none.
 *
 * <p><b>Failure</b>: a rollback since the last checkpoint is decided again, by the same windows, and says the same.
 */
public final class RollbackWatch extends QualityWatch<Release>
        implements TwoInputStreamOperator<QualityWindow, ControlMessage, Release> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RollbackWatch.class);
    private static final int VERSIONS_MAX = 100;

    private transient ListState<Release> versionsState;
    private transient ListState<Long> timesState;
    private transient ReleaseHistory history;
    private transient long pausedUntilMs;
    private transient long judgedFromMs;
    private transient long comparedFromMs;
    private transient long newestEndMs;

    public RollbackWatch(RollbackSettings settings, String modelName) {
        super(settings, modelName, MetricNames.ROLLBACKS);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        versionsState = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>(SavepointLayout.VERSIONS_STATE, SegueTypes.RELEASE));
        timesState = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>(SavepointLayout.TIMES_STATE, Types.LONG));
        List<Long> times = new ArrayList<>();
        timesState.get().forEach(times::add);
        pausedUntilMs = times.isEmpty() ? Long.MIN_VALUE : times.get(0);
        judgedFromMs = times.isEmpty() ? Long.MIN_VALUE : times.get(1);
        comparedFromMs = times.isEmpty() ? Long.MIN_VALUE : times.get(2);
        newestEndMs = Long.MIN_VALUE;
        history = ReleaseHistory.of(versionsState.get());
    }

    @Override
    public void processElement1(StreamRecord<QualityWindow> element) throws Exception {
        QualityWindow window = element.getValue();
        newestEndMs = Math.max(newestEndMs, window.endMs());
        if (window.endMs() < pausedUntilMs || window.startMs() < judgedFromMs) {
            return;
        }
        Optional<String> objection = Optional.empty();
        if (isOfReleased(window.slice())) {
            learnedBadly(window);
        } else if (isOfChampion(window.slice())) {
            objection = settings().objection(window.sums());
        } else if (isOfPrevious(window.slice()) && window.startMs() >= comparedFromMs) {
            String previous = "the champion before, " + window.slice().model().version();
            objection = settings().objection(window.sums().reversed(), previous);
        }
        if (objection.isPresent()) {
            rollBack(objection.get());
            pausedUntilMs = window.endMs() + settings().pause().toMillis();
        }
    }

    /** Not the champion is bad then, but what it has learned, which is withdrawn: it is judged by what it shows without. */
    private void learnedBadly(QualityWindow window) {
        if (settings().objection(window.sums().reversed()).isPresent()) {
            judgedFromMs = window.endMs();
        }
    }

    private boolean isOfReleased(QualitySlice slice) {
        return isOfShadow(slice, ModelVersion.RELEASED)
                && isChampion(slice.model().version());
    }

    private boolean isOfChampion(QualitySlice slice) {
        return slice.model().variant().equals(ModelVersion.CHAMPION)
                && slice.by().equals(QualitySlice.ALL)
                && isChampion(slice.model().version());
    }

    /** Of the lists that the champion before would have shown to users whom the champion answers. */
    private boolean isOfPrevious(QualitySlice slice) {
        return isOfShadow(slice, ModelVersion.PREVIOUS)
                && history.champion(modelName()).isPresent()
                && history.previousChampion(modelName())
                        .filter(previous ->
                                previous.version().equals(slice.model().version()))
                        .isPresent();
    }

    private void rollBack(String objection) throws ReleaseRefusedException {
        Release champion = history.champion(modelName()).orElseThrow();
        LOG.warn("Model {} is rolled back: {}", champion.version(), objection);
        countDecision();
        List<Release> records = history.previousChampion(modelName()).isPresent()
                ? Succession.rollBack(history, modelName(), objection)
                : List.of(champion.in(ReleaseState.REJECTED, "rolled back to live counts: " + objection));
        for (Release record : records) {
            add(record);
            output.collect(new StreamRecord<>(record));
        }
    }

    @Override
    public void processElement2(StreamRecord<ControlMessage> element) {
        if (element.getValue() instanceof ReleaseChanged changed
                && changed.release().name().equals(modelName())) {
            add(changed.release());
            if (history.versions(modelName()).size() > 2 * VERSIONS_MAX) {
                history = ReleaseHistory.of(newestVersions());
            }
        } else if (element.getValue() instanceof DeltasWithdrawn withdrawn
                && isChampion(withdrawn.withdrawal().version())) {
            judgedFromMs = Math.max(judgedFromMs, newestEndMs);
        }
    }

    /** A champion before is compared with the present one, not with another that windows still know. */
    private void add(Release release) {
        Optional<Release> before = history.champion(modelName());
        history.add(release);
        if (before.isPresent() && !isChampion(before.get().version())) {
            comparedFromMs = newestEndMs;
        }
    }

    private boolean isChampion(String version) {
        return history.champion(modelName())
                .filter(champion -> champion.version().equals(version))
                .isPresent();
    }

    /** The newest of those that serve or served: candidates that never did would crowd them out. */
    private List<Release> newestVersions() {
        return history.newest(modelName(), Release::hasServed, VERSIONS_MAX);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        versionsState.update(newestVersions());
        timesState.update(List.of(pausedUntilMs, judgedFromMs, comparedFromMs));
    }
}
