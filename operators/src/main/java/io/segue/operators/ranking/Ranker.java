package io.segue.operators.ranking;

import io.segue.models.rank.RankNetwork;
import io.segue.models.rank.RankedItem;
import io.segue.models.serving.NextItemModel;
import io.segue.operators.accounting.Accounting;
import io.segue.operators.model.ExperimentFollower;
import io.segue.operators.model.ModelFollower;
import io.segue.operators.model.ModelLanes;
import io.segue.operators.model.ModelSlot;
import io.segue.operators.model.ModelSource;
import io.segue.operators.model.ModelViews;
import io.segue.operators.model.UserStates;
import io.segue.operators.model.WithdrawnItems;
import io.segue.operators.turn.NeighbouredTurn;
import io.segue.operators.turn.ScoredTurn;
import io.segue.state.MetricNames;
import io.segue.state.control.ControlMessage;
import io.segue.state.control.ControlMessage.ExperimentChanged;
import io.segue.state.control.ControlMessage.ItemActivityChanged;
import io.segue.state.control.ControlMessage.ItemChanged;
import io.segue.state.control.ControlMessage.ReleaseChanged;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.live.LiveItems;
import io.segue.state.live.PastCounts;
import io.segue.state.live.RankerState;
import io.segue.state.prequential.ListTest;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.recommendation.RecommendedItem;
import io.segue.state.release.ModelRecord;
import io.segue.state.release.Release;
import io.segue.state.release.VariantList;
import io.segue.state.serialization.SegueTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.clock.Clock;

/**
 * Answers every turn of its users as it comes: tests the list that the user was shown before, adds the neighbours of the
 * newest item to those of the session and the item to the user's past, merges what all propose, orders it by the ranker of the
 * turn's own model, applies the rules of a list, and emits. What was counted of an item counts with what the model in service was trained on. A user of a
 * variant is answered by that; the lists of shadows are made beside the answer, remembered, tested and never shown.
 *
 * <p><b>State</b>: keyed by user, {@link RankerState} with a time to live; broadcast, the withdrawn items, the releases and the experiment;
 * the accounting of the answers. The activity and the content of items are not state: their operator announces them anew.
 *
 * <p><b>Timers</b>: one while a model loads.
 *
 * <p><b>Failure</b>: a restored job waits for the model that served before, up to a minute. Without the ranker of a turn's
 * model the proposals are fused by rank, and the answer says so.
 */
public final class Ranker extends AbstractStreamOperator<Recommendation>
        implements TwoInputStreamOperator<NeighbouredTurn, ControlMessage, Recommendation> {
    /** The tests of the lists shown, beside the answers. */
    public static final OutputTag<ListTest> TESTS = new OutputTag<>("list-tests", SegueTypes.LIST_TEST);

    private static final long serialVersionUID = 1L;

    private final RankerSettings settings;
    private final ModelSource modelSource;

    private transient UserStates<RankerState> users;
    private transient BroadcastState<String, Release> releasesState;
    private transient BroadcastState<String, ModelRecord> experimentState;
    private transient Accounting accounting;
    private transient WithdrawnItems withdrawn;
    private transient LiveItems items;
    private transient RankNetworks networks;
    private transient TurnAnswers answers;
    private transient ModelSlot<ModelView> slot;
    private transient ModelFollower<ModelView> follower;
    private transient ModelLanes<Optional<RankNetwork>> lanes;
    private transient ExperimentFollower<Optional<RankNetwork>> experiments;
    private transient Prequential prequential;
    private transient RankerMetrics rankerMetrics;

    public Ranker(RankerSettings settings, ModelSource modelSource) {
        this.settings = settings;
        this.modelSource = modelSource;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        users = UserStates.restore(
                context.getKeyedStateStore(),
                SegueTypes.RANKER_STATE,
                settings.serving().userTtl(),
                RankerState.NEW);
        withdrawn = WithdrawnItems.restore(context.getOperatorStateStore());
        releasesState = ModelFollower.state(context.getOperatorStateStore());
        experimentState = ExperimentFollower.state(context.getOperatorStateStore());
        accounting = Accounting.restore(context.getOperatorStateStore());
    }

    @Override
    public void open() throws Exception {
        super.open();
        items = new LiveItems(settings.serving().itemsMax());
        networks = new RankNetworks();
        answers = new TurnAnswers(settings, items, withdrawn, networks);
        MetricGroup group = getMetricGroup().addGroup(MetricNames.GROUP);
        rankerMetrics = new RankerMetrics(accounting, group);
        users.show(group);
        withdrawn.show(group);
        prequential = new Prequential(answers, accounting, group);
        slot = new ModelSlot<>(new ModelViews<>(
                modelSource,
                model -> new ModelView(model.ranker(), model.past(settings.live()), model.catalogue()),
                view -> {}));
        follower = new ModelFollower<>(
                slot, settings.serving().modelName(), releasesState, getProcessingTimeService(), this::modelChanged);
        lanes = new ModelLanes<>(
                settings.serving().modelName(), new ModelViews<>(modelSource, NextItemModel::ranker, network -> {}));
        experiments = new ExperimentFollower<>(
                lanes,
                settings.serving(),
                experimentState,
                list -> list == VariantList.RANKED,
                getProcessingTimeService(),
                this::variantModelsChanged);
        experiments.restore();
        follower.restore();
    }

    private void modelChanged() {
        Optional<ModelSlot.Served<ModelView>> served = slot.served();
        served.ifPresent(now -> networks.add(now.release().version(), now.view().network()));
        boolean ranks = served.isPresent() && served.get().view().network().isPresent();
        rankerMetrics.ranker(ranks ? served.get().release().version() : ModelVersion.NONE);
        items.setLearned(served.map(now -> now.view().catalogue()).orElse(ItemCatalogue.EMPTY));
        items.setPast(served.map(now -> now.view().past()).orElse(PastCounts.NONE));
        rankerMetrics.liveItems(items.size());
        experiments.serves(served.map(ModelSlot.Served::release));
    }

    private void variantModelsChanged() {
        Map<String, Optional<RankNetwork>> ofVariants = new HashMap<>();
        lanes.forEach(served -> ofVariants.put(served.release().version(), served.view()));
        networks.setOfVariants(ofVariants);
    }

    /** What is read of a model here. */
    private record ModelView(Optional<RankNetwork> network, PastCounts past, ItemCatalogue catalogue) {}

    @Override
    public void processElement1(StreamRecord<NeighbouredTurn> element) throws Exception {
        follower.poll();
        experiments.poll();
        NeighbouredTurn turn = element.getValue();
        RankerState state = users.ofCurrentKey();
        boolean isOvertaken = state.hasOvertaken(turn.turn().place());
        RankerState found = isOvertaken ? overtaken(state, turn.turn()) : opened(state, turn.turn());
        Clock clock = getProcessingTimeService().getClock();
        long startNanos = clock.relativeTimeNanos();
        TurnAnswer answer = answers.answer(found, turn);
        rankerMetrics.rankerCall(clock.relativeTimeNanos() - startNanos);
        emit(turn.turn(), answer);
        users.update(isOvertaken ? state.plusOvertaken(answer.after()) : answer.after());
    }

    @Override
    public void processElement2(StreamRecord<ControlMessage> element) throws Exception {
        ControlMessage message = element.getValue();
        if (message instanceof ItemActivityChanged changed) {
            items.update(changed.itemId(), changed.activity());
            rankerMetrics.liveItems(items.size());
        } else if (message instanceof ItemChanged changed) {
            withdrawn.changed(changed.item());
            items.announced(changed.item());
        } else if (message instanceof ReleaseChanged changed) {
            follower.changed(changed.release());
            experiments.released(changed.release());
        } else if (message instanceof ExperimentChanged changed) {
            experiments.changed(changed.experiment());
        }
    }

    /** The state in which a turn finds its session, whose list it has tested. */
    private RankerState opened(RankerState state, ScoredTurn turn) {
        RankerState found = state.opened(turn.sessionId(), turn.opensSession()).at(turn.place());
        prequential
                .test(found.served(), turn.trigger(), isKnown(turn.itemId()))
                .forEach(test -> output.collect(TESTS, new StreamRecord<>(test, test.eventTimeMs())));
        return found;
    }

    /** The same of a turn that came after later ones: it opens nothing, and tests no list. */
    private RankerState overtaken(RankerState state, ScoredTurn turn) {
        prequential.overtaken();
        return state.opened(turn.sessionId(), false);
    }

    private boolean isKnown(String itemId) {
        return slot.served()
                .filter(served -> !served.view().past().activity(itemId).isNone())
                .isPresent();
    }

    private void emit(ScoredTurn turn, TurnAnswer answer) {
        List<RecommendedItem> listed = new ArrayList<>(answer.list().items().size());
        for (RankedItem item : answer.list().items()) {
            listed.add(
                    new RecommendedItem(item.itemId(), listed.size() + 1, item.score(), item.source(), item.because()));
        }
        Recommendation recommendation = Recommendation.answering(
                turn.trigger(),
                turn.sessionId(),
                getProcessingTimeService().getCurrentProcessingTime(),
                answer.model(),
                listed,
                answer.reason());
        rankerMetrics.answered(recommendation, answer);
        output.collect(new StreamRecord<>(recommendation, recommendation.eventTimeMs()));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        accounting.snapshot();
    }

    @Override
    public void close() throws Exception {
        if (slot != null) {
            slot.close();
        }
        if (lanes != null) {
            lanes.close();
        }
        super.close();
    }
}
