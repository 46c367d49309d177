package io.segue.operators.scoring;

import io.segue.operators.accounting.Accounting;
import io.segue.operators.bundle.KeyedBundleOperator;
import io.segue.state.MetricNames;
import io.segue.state.SavepointLayout;
import io.segue.state.control.ControlMessage;
import io.segue.state.control.ControlMessage.ItemChanged;
import io.segue.state.control.ControlMessage.PopularityChanged;
import io.segue.state.control.ControlMessage.ReleaseChanged;
import io.segue.state.interaction.Interaction;
import io.segue.state.item.Item;
import io.segue.state.popularity.PopularityTable;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.release.Release;
import io.segue.state.serialization.SegueTypes;
import io.segue.state.session.SessionRules;
import io.segue.state.session.UserState;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.clock.Clock;

/**
 * Answers every interaction of its users, a bundle at a time: reads the users' states, plays the bundle in {@link
 * BundleRounds}, writes the states, emits.
 *
 * <p><b>State</b>: keyed by user, {@link UserState} with a time to live; broadcast, the withdrawn items and the releases
 * ({@link ModelReleases}); the accounting. Popularity is not state: its operator announces it anew.
 *
 * <p><b>Timers</b>: those of the bundle, and one while a model loads.
 *
 * <p><b>Failure</b>: a restored job waits for the model that served before, up to a minute, so that no one falls back to
 * popularity; if that bundle is gone, broken or slower, popularity answers and says so. A model call that throws fails the task.
 */
public final class SessionScorer extends KeyedBundleOperator<Interaction, ControlMessage, Recommendation> {
    private static final long serialVersionUID = 1L;

    private static final long LOAD_POLL_MS = 50;
    private static final int STATE_SIZE_SAMPLE = 256;

    private final ScorerSettings settings;
    private final ModelSource modelSource;
    private final long popularityHalfLifeMs;

    private transient ValueState<UserState> users;
    private transient BroadcastState<String, Boolean> withdrawnState;
    private transient BroadcastState<String, Release> releasesState;
    private transient Accounting accounting;
    private transient SessionRules rules;
    private transient Set<String> withdrawnItems;
    private transient PopularityTable popularity;
    private transient PopularityAnswers popularityAnswers;
    private transient ModelSlot slot;
    private transient ModelReleases releases;
    private transient Prequential prequential;
    private transient ScorerMetrics scorerMetrics;
    private transient long watermarkMs;
    private transient long writes;
    private transient boolean polls;

    public SessionScorer(ScorerSettings settings, ModelSource modelSource, long popularityHalfLifeMs) {
        super(settings.bundle());
        this.settings = settings;
        this.modelSource = modelSource;
        this.popularityHalfLifeMs = popularityHalfLifeMs;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        ValueStateDescriptor<UserState> descriptor =
                new ValueStateDescriptor<>(SavepointLayout.USER_STATE, SegueTypes.USER_STATE);
        descriptor.enableTimeToLive(
                StateTtlConfig.newBuilder(settings.userTtl()).build());
        users = context.getKeyedStateStore().getState(descriptor);
        withdrawnState = context.getOperatorStateStore()
                .getBroadcastState(new MapStateDescriptor<>(
                        SavepointLayout.WITHDRAWN_ITEMS_STATE,
                        BasicTypeInfo.STRING_TYPE_INFO,
                        BasicTypeInfo.BOOLEAN_TYPE_INFO));
        releasesState = ModelReleases.state(context.getOperatorStateStore());
        accounting = Accounting.restore(context.getOperatorStateStore());
    }

    @Override
    public void open() throws Exception {
        super.open();
        rules = new SessionRules(settings.session());
        watermarkMs = Long.MIN_VALUE;
        withdrawnItems = new HashSet<>();
        withdrawnState.immutableEntries().forEach(entry -> withdrawnItems.add(entry.getKey()));
        popularity = new PopularityTable(settings.popularItemsMax());
        popularityAnswers =
                new PopularityAnswers(popularity, withdrawnItems, settings.listLength(), popularityHalfLifeMs);
        MetricGroup group = getMetricGroup().addGroup(MetricNames.GROUP);
        scorerMetrics = new ScorerMetrics(accounting, group, this::nowMs);
        prequential = new Prequential(popularityAnswers, accounting, group);
        slot = new ModelSlot(modelSource, withdrawnItems);
        releases = new ModelReleases(slot, settings.modelName(), releasesState);
        releases.restore();
        scorerMetrics.releases(slot);
        pollWhileLoading();
    }

    @Override
    public void processElement2(StreamRecord<ControlMessage> element) throws Exception {
        ControlMessage message = element.getValue();
        if (message instanceof PopularityChanged changed) {
            popularity.update(changed.itemId(), changed.log2Mass());
        } else if (message instanceof ItemChanged changed) {
            itemChanged(changed.item());
        } else if (message instanceof ReleaseChanged changed) {
            flush();
            releases.changed(changed.release());
            scorerMetrics.releases(slot);
            pollWhileLoading();
        }
    }

    private void itemChanged(Item item) throws Exception {
        if (item.available()) {
            withdrawnState.remove(item.itemId());
            withdrawnItems.remove(item.itemId());
        } else {
            withdrawnState.put(item.itemId(), true);
            withdrawnItems.add(item.itemId());
        }
        slot.setAvailable(item.itemId(), item.available());
    }

    private void pollWhileLoading() {
        if (polls || slot.loading().isEmpty()) {
            return;
        }
        polls = true;
        ScheduledFuture<?> unused = getProcessingTimeService().registerTimer(nowMs() + LOAD_POLL_MS, time -> {
            polls = false;
            pollModel();
            pollWhileLoading();
        });
    }

    private void pollModel() throws Exception {
        if (releases.poll()) {
            scorerMetrics.releases(slot);
        }
    }

    @Override
    protected void processBundle(Map<Object, List<Interaction>> bundle, int size, long openedAtMs) throws Exception {
        pollModel();
        scorerMetrics.bundle(size, nowMs() - openedAtMs);
        Map<Object, UserState> states = new LinkedHashMap<>();
        for (Object userId : bundle.keySet()) {
            setCurrentKey(userId);
            states.put(userId, Optional.ofNullable(users.value()).orElse(UserState.NEW));
        }
        BundleRounds rounds = new BundleRounds(bundle, states);
        rounds.play(rules, watermarkMs, this::nowMs, this::answer, scorerMetrics);
        for (Map.Entry<Object, UserState> entry : rounds.changed().entrySet()) {
            setCurrentKey(entry.getKey());
            users.update(entry.getValue());
            sampleSize(entry.getValue());
        }
        for (Recommendation recommendation : rounds.recommendations()) {
            output.collect(new StreamRecord<>(recommendation, recommendation.eventTimeMs()));
        }
    }

    private List<Answer> answer(List<Turn> turns) {
        turns.forEach(prequential::test);
        Optional<ModelSlot.Served> served = slot.served();
        if (served.isEmpty()) {
            String reason = slot.whyNone();
            return turns.stream()
                    .map(turn -> popularityAnswers.answer(turn, reason))
                    .toList();
        }
        ModelAnswers model = new ModelAnswers(served.get(), settings.listLength());
        Clock clock = getProcessingTimeService().getClock();
        long startNanos = clock.relativeTimeNanos();
        List<Answer> answers = model.answer(turns);
        scorerMetrics.modelCall(clock.relativeTimeNanos() - startNanos);
        scorerMetrics.rebuilt(model.rebuiltCount());
        return answers;
    }

    private void sampleSize(UserState user) throws Exception {
        if (writes++ % STATE_SIZE_SAMPLE == 0) {
            DataOutputSerializer bytes = new DataOutputSerializer(1_024);
            SegueTypes.USER_STATE
                    .createSerializer(getExecutionConfig().getSerializerConfig())
                    .serialize(user, bytes);
            scorerMetrics.userState(bytes.length());
        }
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
        if (slot != null) {
            slot.close();
        }
        super.close();
    }
}
