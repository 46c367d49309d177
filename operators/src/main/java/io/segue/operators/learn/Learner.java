package io.segue.operators.learn;

import io.segue.state.MetricNames;
import io.segue.state.SavepointLayout;
import io.segue.state.control.ControlMessage;
import io.segue.state.control.ControlMessage.ItemChanged;
import io.segue.state.control.ControlMessage.ModelMessage;
import io.segue.state.release.Delta;
import io.segue.state.release.ModelRecord;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseState;
import io.segue.state.release.Withdrawal;
import io.segue.state.serialization.SegueTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Learns on from the champion of its model, from turns in order of arrival, and hands on what it publishes. One subtask.
 *
 * <p>Turns go into a ring, from which a thread of its own takes them: it loads champions, catches up from the ring, takes
 * steps and writes deltas; items that are announced meanwhile it hears of too. While it is too far behind, the task lets its mails run and takes no more turns.
 *
 * <p><b>State</b>, one subtask's: the champion, and the withdrawals of what versions learned. <b>Timers</b>: none.
 * <b>Failure</b>: the champion is loaded with all that was published of it and learns on from there. Turns since the
 * checkpoint come again, and those that the last delta knows are passed over by their event time; what came between that
 * delta and the checkpoint is not learned. A version whose learning was withdrawn learns no more, also after a restart.
 */
public final class Learner extends AbstractStreamOperator<ModelRecord>
        implements TwoInputStreamOperator<LearnerTurn, ControlMessage, ModelRecord> {
    private static final long serialVersionUID = 1L;
    private static final int WITHDRAWALS_MAX = 1_000;

    private final LearnerSettings settings;
    private final LearningStore.Factory stores;

    private transient ListState<ModelRecord> state;
    private transient @Nullable Release champion;
    private transient Map<String, Withdrawal> withdrawals;

    private transient MailboxExecutor mailbox;
    private transient LearningStore store;
    private transient TurnRing ring;
    private transient LearnerMetrics learnerMetrics;
    private transient LearnerThread thread;

    public Learner(LearnerSettings settings, LearningStore.Factory stores) {
        this.settings = settings;
        this.stores = stores;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>(SavepointLayout.LEARNER_STATE, SegueTypes.MODEL_RECORD));
        withdrawals = new LinkedHashMap<>();
        for (ModelRecord restored : state.get()) {
            if (restored instanceof Release release) {
                champion = release;
            } else if (restored instanceof Withdrawal withdrawal) {
                withdrawals.put(withdrawal.version(), withdrawal);
            }
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        mailbox = getContainingTask()
                .getMailboxExecutorFactory()
                .createExecutor(getOperatorConfig().getChainIndex());
        store = stores.open();
        ring = new TurnRing(
                settings.turnsMax(),
                settings.waitingMax(),
                () -> mailbox.execute(() -> {}, "the learner has room for more turns"));
        MetricGroup group = getMetricGroup().addGroup(MetricNames.GROUP);
        learnerMetrics = new LearnerMetrics(
                group, ring::waiting, getProcessingTimeService().getClock());
        thread = new LearnerThread(
                ring,
                new Lessons(settings, store, ring, new ToMailbox(), learnerMetrics),
                failed -> mailbox.execute(
                        () -> {
                            throw new IllegalStateException("the learner's thread failed", failed);
                        },
                        "the learner failed"));
        if (champion != null) {
            learnFrom(champion);
        }
    }

    /** From the learner's thread to the task's. */
    private final class ToMailbox implements Lessons.Outlet {
        @Override
        public void publish(Delta delta) {
            mailbox.execute(
                    () -> {
                        if (!withdrawals.containsKey(delta.version())) {
                            output.collect(new StreamRecord<>(delta));
                        }
                    },
                    "a delta");
        }

        @Override
        public void withdraw(Release release, String reason) {
            mailbox.execute(
                    () -> {
                        long nowMs = getProcessingTimeService().getCurrentProcessingTime();
                        Withdrawal withdrawal = new Withdrawal(release.name(), release.version(), nowMs, reason);
                        remember(withdrawal);
                        output.collect(new StreamRecord<>(withdrawal));
                    },
                    "a withdrawal");
        }
    }

    @Override
    public void processElement1(StreamRecord<LearnerTurn> element) throws Exception {
        LearnerTurn turn = element.getValue();
        learnerMetrics.seen(turn.timestampMs());
        while (!ring.offer(turn)) {
            mailbox.yield();
        }
    }

    @Override
    public void processElement2(StreamRecord<ControlMessage> element) {
        if (element.getValue() instanceof ItemChanged item) {
            thread.announce(item.item());
        } else if (element.getValue() instanceof ModelMessage message
                && message.record().name().equals(settings.modelName())) {
            if (message.record() instanceof Release release) {
                changed(release);
            } else if (message.record() instanceof Withdrawal withdrawal) {
                remember(withdrawal);
                if (isChampion(withdrawal.version())) {
                    thread.follow(Optional.empty());
                }
            }
        }
    }

    private void changed(Release release) {
        if (release.isChampion()) {
            if (champion == null || !champion.sha256().equals(release.sha256()) || !isChampion(release.version())) {
                learnFrom(release);
            }
            champion = release;
        } else if (isChampion(release.version())
                && release.state() != ReleaseState.CANDIDATE
                // Otherwise another champion has come, or is about to.
                && release.supersededBy().isEmpty()) {
            champion = null;
            thread.follow(Optional.empty());
        }
    }

    private boolean isChampion(String version) {
        return champion != null && champion.version().equals(version);
    }

    private void learnFrom(Release release) {
        thread.follow(withdrawals.containsKey(release.version()) ? Optional.empty() : Optional.of(release));
    }

    private void remember(Withdrawal withdrawal) {
        withdrawals.put(withdrawal.version(), withdrawal);
        if (withdrawals.size() > WITHDRAWALS_MAX) {
            withdrawals.remove(withdrawals.keySet().iterator().next());
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        List<ModelRecord> remembered = new ArrayList<>(withdrawals.values());
        if (champion != null) {
            remembered.add(champion);
        }
        state.update(remembered);
    }

    @Override
    public void close() throws Exception {
        if (thread != null) {
            thread.close();
        }
        if (store != null) {
            store.close();
        }
        super.close();
    }
}
