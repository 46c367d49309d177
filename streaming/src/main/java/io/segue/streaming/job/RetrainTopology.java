package io.segue.streaming.job;

import io.segue.connectors.sessionlog.SessionLogRetention;
import io.segue.connectors.sessionlog.SessionLogSink;
import io.segue.connectors.sink.ReleaseSink;
import io.segue.connectors.source.Clock;
import io.segue.connectors.source.EventWatermarks;
import io.segue.connectors.source.QualitySource;
import io.segue.operators.learn.Learner;
import io.segue.operators.learn.LearnerTurnSerializer;
import io.segue.operators.learn.LearnerTurns;
import io.segue.operators.retrain.QualityDropFunction;
import io.segue.operators.retrain.Trainer;
import io.segue.operators.sessionize.SessionizeFunction;
import io.segue.state.SavepointLayout;
import io.segue.state.control.ControlMessage;
import io.segue.state.control.ControlMessage.ItemChanged;
import io.segue.state.interaction.Interaction;
import io.segue.state.prequential.DropSettings;
import io.segue.state.serialization.SegueTypes;
import io.segue.state.session.ClosedSession;
import io.segue.streaming.options.LearnSettings;
import io.segue.streaming.options.RetrainSettings;
import io.segue.streaming.options.RoundSettings;
import io.segue.streaming.retrain.BundleLearners;
import io.segue.streaming.retrain.RoundTrainers;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraphGenerator;

/**
 * The RetrainJob from its sources to its sinks.
 *
 * <pre>
 * clicks, views, purchases ─▶ guard ─┬▶ Sessionizer ─┬▶ session log
 *                                    │   (by user)    └▶ Trainer ─▶ models
 *                                    │                     ▲
 * quality ─▶ quality drop ───────────┼─────────────────────┘
 *                                    └▶ LearnerTurns ───▶ Learner ─▶ models
 *                                        (by user)          ▲
 * releases ─▶ releases guard ───────────────────────────────┤
 * items ─▶ items guard ─────────────────────────────────────┘
 * </pre>
 *
 * Trainer and Learner, each with the sink behind it, can have a slot of their own: {@link RetrainSettings#hasOwnSlots}.
 *
 * <p>Invalid records are counted here; the RecommendJob, which reads the same ones, writes them to the dead letters.
 */
public final class RetrainTopology {
    private static final String TRAINER = "Trainer";
    private static final String LEARNER = "Learner";

    private final RetrainSettings settings;
    private final Clock clock;

    public RetrainTopology(RetrainSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Adds the job to an environment and sets what it relies on, whatever the cluster's defaults are. */
    public void build(StreamExecutionEnvironment environment) {
        GuardedEvents.configure(environment, settings.job());
        DataStream<Interaction> interactions =
                GuardedEvents.read(environment, settings.job(), settings.source(), clock);
        DataStream<ClosedSession> sessions = sessions(interactions);
        sessions.sinkTo(SessionLogSink.create(settings.sessionLog()))
                .name("session log")
                .uid(SavepointLayout.SESSION_LOG_UID);
        sessions.filter(any -> false) // of the sessions it needs the watermarks only
                .name("watermarks")
                .sinkTo(new SessionLogRetention(settings.sessionLog()))
                .name("session log retention")
                .uid(SavepointLayout.SESSION_LOG_RETENTION_UID)
                .setParallelism(1);
        settings.rounds()
                .ifPresent(rounds ->
                        train(sessions, drops(environment, rounds.schedule().drop()), rounds));
        settings.learning()
                .ifPresent(learning -> learn(
                        interactions,
                        GuardedReleases.read(environment, settings.job(), settings.source(), clock)
                                .union(items(environment)),
                        learning));
    }

    private DataStream<ControlMessage> items(StreamExecutionEnvironment environment) {
        return GuardedItems.read(environment, settings.job(), settings.source(), clock)
                .map(ItemChanged::new, SegueTypes.CONTROL)
                .name("items for the learner")
                .setParallelism(1);
    }

    private void learn(
            DataStream<Interaction> interactions, DataStream<ControlMessage> control, LearnSettings learning) {
        interactions
                .keyBy(Interaction::userId, Types.STRING)
                .process(new LearnerTurns(settings.job().scorer().session(), settings.userTtl()))
                .returns(LearnerTurnSerializer.TYPE)
                .name("LearnerTurns")
                .uid(SavepointLayout.LEARNER_TURNS_UID)
                .connect(control)
                .transform(
                        LEARNER,
                        SegueTypes.MODEL_RECORD,
                        new Learner(learning.learner(), new BundleLearners.Factory(settings.job(), learning)))
                .uid(SavepointLayout.LEARNER_UID)
                .setParallelism(1)
                .setMaxParallelism(1)
                .slotSharingGroup(slot(LEARNER))
                .sinkTo(ReleaseSink.create(settings.sink(), settings.job().topics()))
                .name("deltas")
                .uid(SavepointLayout.DELTAS_UID)
                .setParallelism(1); // deltas stay in order
    }

    private DataStream<String> drops(StreamExecutionEnvironment environment, DropSettings drop) {
        return environment
                .fromSource(
                        QualitySource.create(settings.source(), settings.job().topics(), clock),
                        EventWatermarks.forControl(),
                        "quality")
                .uid(SavepointLayout.QUALITY_UID)
                .setParallelism(1)
                .process(new QualityDropFunction(drop))
                .returns(Types.STRING)
                .name("quality drop")
                .uid(SavepointLayout.QUALITY_DROP_UID)
                .setParallelism(1)
                .setMaxParallelism(1);
    }

    private void train(DataStream<ClosedSession> sessions, DataStream<String> drops, RoundSettings rounds) {
        sessions.map(ClosedSession::endMs)
                .returns(Types.LONG)
                .name("ends of sessions")
                .connect(drops)
                .transform(
                        TRAINER,
                        SegueTypes.RELEASE,
                        new Trainer(
                                rounds.schedule(),
                                new RoundTrainers(
                                        settings.job(),
                                        settings.sessionLog().folder(),
                                        rounds,
                                        settings.learning().isPresent())))
                .uid(SavepointLayout.TRAINER_UID)
                .setParallelism(1)
                .setMaxParallelism(1)
                .slotSharingGroup(slot(TRAINER))
                .sinkTo(ReleaseSink.create(settings.sink(), settings.job().topics()))
                .name("models")
                .uid(SavepointLayout.MODELS_UID)
                .setParallelism(1); // releases stay in order
    }

    private String slot(String operator) {
        return settings.hasOwnSlots() ? operator : StreamGraphGenerator.DEFAULT_SLOT_SHARING_GROUP;
    }

    private DataStream<ClosedSession> sessions(DataStream<Interaction> interactions) {
        return interactions
                .keyBy(Interaction::userId, Types.STRING)
                .process(new SessionizeFunction(settings.closing(), settings.userTtl()))
                .returns(SegueTypes.CLOSED_SESSION)
                .name("Sessionizer")
                .uid(SavepointLayout.SESSIONIZER_UID);
    }
}
