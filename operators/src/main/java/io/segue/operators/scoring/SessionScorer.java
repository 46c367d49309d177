package io.segue.operators.scoring;

import io.segue.models.serving.Scorer;
import io.segue.operators.accounting.Accounting;
import io.segue.operators.bundle.KeyedBundleOperator;
import io.segue.operators.model.DeltaFollower;
import io.segue.operators.model.ExperimentFollower;
import io.segue.operators.model.ModelFollower;
import io.segue.operators.model.ModelLanes;
import io.segue.operators.model.ModelSlot;
import io.segue.operators.model.ModelSource;
import io.segue.operators.model.ModelViews;
import io.segue.operators.model.UserStates;
import io.segue.operators.model.WithdrawnItems;
import io.segue.operators.turn.SessionSignal;
import io.segue.state.MetricNames;
import io.segue.state.control.ControlMessage;
import io.segue.state.control.ControlMessage.DeltaChanged;
import io.segue.state.control.ControlMessage.DeltasWithdrawn;
import io.segue.state.control.ControlMessage.ExperimentChanged;
import io.segue.state.control.ControlMessage.ItemChanged;
import io.segue.state.control.ControlMessage.ReleaseChanged;
import io.segue.state.interaction.Interaction;
import io.segue.state.item.Item;
import io.segue.state.release.ModelRecord;
import io.segue.state.release.Release;
import io.segue.state.release.VariantList;
import io.segue.state.serialization.SegueTypes;
import io.segue.state.session.SessionRules;
import io.segue.state.session.UserState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.clock.Clock;

/**
 * Takes every interaction into its user's session and lets the model propose what comes next, a bundle at a time: reads
 * the users' states, plays the bundle in {@link BundleRounds}, writes the states, emits the turns that are due an answer
 * and the transitions that they make.
 *
 * <p>Where an experiment gives a user other variants than the champion, their models score the turn as well, each from a
 * hidden vector of its own ({@link VariantScores}).
 *
 * <p><b>State</b>: keyed by user, {@link UserState} with a time to live; broadcast, the withdrawn items, the releases, their
 * deltas and the experiment; the accounting of what is not answered. The content of items is not state: its operator
 * announces it anew.
 *
 * <p><b>Timers</b>: those of the bundle, and one while a model loads.
 *
 * <p><b>Failure</b>: a restored job waits for the model that served before, up to a minute, so that nobody is answered
 * without; if that bundle is gone, broken or slower, turns have no proposals and say why. A model call that throws fails
 * the task.
 */
public final class SessionScorer extends KeyedBundleOperator<Interaction, ControlMessage, SessionSignal> {
    private static final long serialVersionUID = 1L;

    private final ScorerSettings settings;
    private final ModelSource modelSource;

    private transient UserStates<UserState> users;
    private transient BroadcastState<String, Release> releasesState;
    private transient BroadcastState<String, ModelRecord> deltasState;
    private transient BroadcastState<String, ModelRecord> experimentState;
    private transient Accounting accounting;
    private transient SessionRules rules;
    private transient WithdrawnItems withdrawn;
    private transient CataloguedScorers scorers;
    private transient ModelSlot<Scorer> slot;
    private transient ModelFollower<Scorer> follower;
    private transient DeltaFollower<Scorer> deltas;
    private transient ModelLanes<Scorer> lanes;
    private transient ExperimentFollower<Scorer> experiments;
    private transient VariantScores variants;
    private transient ScorerMetrics scorerMetrics;
    private transient long watermarkMs;

    public SessionScorer(ScorerSettings settings, ModelSource modelSource) {
        super(settings.bundle());
        this.settings = settings;
        this.modelSource = modelSource;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        users = UserStates.restore(
                context.getKeyedStateStore(),
                SegueTypes.USER_STATE,
                settings.serving().userTtl(),
                UserState.NEW);
        withdrawn = WithdrawnItems.restore(context.getOperatorStateStore());
        releasesState = ModelFollower.state(context.getOperatorStateStore());
        deltasState = DeltaFollower.state(context.getOperatorStateStore());
        experimentState = ExperimentFollower.state(context.getOperatorStateStore());
        accounting = Accounting.restore(context.getOperatorStateStore());
    }

    @Override
    public void open() throws Exception {
        super.open();
        rules = new SessionRules(settings.session());
        watermarkMs = Long.MIN_VALUE;
        MetricGroup group = getMetricGroup().addGroup(MetricNames.GROUP);
        scorerMetrics = new ScorerMetrics(accounting, group, this::nowMs);
        users.show(group);
        scorers = new CataloguedScorers(withdrawn, settings.serving().itemsMax(), scorerMetrics::vectorIgnored);
        ModelViews<Scorer> views = new ModelViews<>(modelSource, scorers::open, Scorer::close);
        slot = new ModelSlot<>(views);
        follower = new ModelFollower<>(
                slot, settings.modelName(), releasesState, getProcessingTimeService(), this::modelChanged);
        lanes = new ModelLanes<>(settings.modelName(), views);
        scorerMetrics.show(lanes);
        experiments = new ExperimentFollower<>(
                lanes,
                settings.serving(),
                experimentState,
                VariantList::needsModel,
                getProcessingTimeService(),
                () -> {});
        scorerMetrics.show(experiments);
        variants = new VariantScores(experiments, lanes, settings);
        experiments.restore();
        follower.restore();
        deltas = new DeltaFollower<>(
                slot,
                new ModelViews<>(modelSource, scorers::openAgain, Scorer::close),
                settings.modelName(),
                deltasState,
                getProcessingTimeService(),
                this::deltasChanged);
        deltas.restore();
    }

    private void modelChanged() {
        scorerMetrics.releases(slot);
        experiments.serves(slot.served().map(ModelSlot.Served::release));
    }

    private void deltasChanged() {
        experiments.learned(deltas.number() > 0);
        scorerMetrics.deltas(deltas);
    }

    @Override
    public void processElement2(StreamRecord<ControlMessage> element) throws Exception {
        ControlMessage message = element.getValue();
        if (message instanceof ItemChanged changed) {
            Item item = changed.item();
            scorers.changed(item);
            slot.tell((model, scorer) -> scorers.tell(model, scorer, item));
            lanes.tell((model, scorer) -> scorers.tell(model, scorer, item));
            deltas.tell((model, scorer) -> scorers.tellAgain(scorer, item));
        } else if (message instanceof ReleaseChanged changed) {
            flush();
            follower.changed(changed.release());
            experiments.released(changed.release());
        } else if (message instanceof DeltaChanged changed) {
            deltas.changed(changed.delta());
        } else if (message instanceof DeltasWithdrawn changed) {
            deltas.changed(changed.withdrawal());
        } else if (message instanceof ExperimentChanged changed) {
            flush();
            experiments.changed(changed.experiment());
        }
    }

    @Override
    protected void processBundle(Map<Object, List<Interaction>> bundle, int size, long openedAtMs) throws Exception {
        follower.poll();
        deltas.poll();
        experiments.poll();
        scorerMetrics.bundle(size, nowMs() - openedAtMs);
        Map<Object, UserState> states = new LinkedHashMap<>();
        for (Object userId : bundle.keySet()) {
            setCurrentKey(userId);
            states.put(userId, users.ofCurrentKey());
        }
        BundleRounds rounds = new BundleRounds(bundle, states, settings.distanceMax());
        rounds.play(rules, watermarkMs, this::score, scorerMetrics);
        for (Map.Entry<Object, UserState> entry : rounds.changed().entrySet()) {
            setCurrentKey(entry.getKey());
            users.update(entry.getValue());
        }
        for (SessionSignal signal : rounds.signals()) {
            output.collect(new StreamRecord<>(signal, signal.eventTimeMs()));
        }
    }

    private List<TurnScores> score(List<Turn> turns) {
        List<TurnScores> byChampion = scoreByChampion(turns);
        if (!experiments.isActive()) {
            return byChampion;
        }
        Clock clock = getProcessingTimeService().getClock();
        long startNanos = clock.relativeTimeNanos();
        List<TurnScores> all = variants.add(turns, byChampion);
        scorerMetrics.variantCall(clock.relativeTimeNanos() - startNanos);
        return all;
    }

    private List<TurnScores> scoreByChampion(List<Turn> turns) {
        Optional<ModelSlot.Served<Scorer>> served = slot.served();
        if (served.isEmpty()) {
            TurnScores none = TurnScores.withoutModel(slot.whyNone());
            return turns.stream().map(turn -> none).toList();
        }
        ModelScores model = ModelScores.ofChampion(served.get(), settings);
        Clock clock = getProcessingTimeService().getClock();
        long startNanos = clock.relativeTimeNanos();
        List<TurnScores> scores = model.score(turns);
        scorerMetrics.modelCall(clock.relativeTimeNanos() - startNanos);
        scorerMetrics.rebuilt(model.rebuiltCount());
        return scores;
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        super.processWatermark(mark);
        watermarkMs = mark.getTimestamp();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        accounting.snapshot();
    }

    @Override
    public void close() throws Exception {
        if (deltas != null) {
            deltas.close();
        }
        if (slot != null) {
            slot.close();
        }
        if (lanes != null) {
            lanes.close();
        }
        super.close();
    }
}
