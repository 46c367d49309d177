package io.segue.streaming.job;

import io.segue.connectors.sink.DeadLetterSink;
import io.segue.connectors.sink.QualitySink;
import io.segue.connectors.sink.RecommendationSink;
import io.segue.connectors.sink.ReleaseSink;
import io.segue.connectors.source.Clock;
import io.segue.operators.model.ModelSource;
import io.segue.operators.neighbours.ItemNeighbours;
import io.segue.operators.prequential.DeltaWatch;
import io.segue.operators.prequential.PrequentialWindows;
import io.segue.operators.prequential.RollbackWatch;
import io.segue.operators.ranking.Ranker;
import io.segue.operators.scoring.SessionScorer;
import io.segue.operators.statistics.ItemStatistics;
import io.segue.operators.turn.NeighbouredTurn;
import io.segue.operators.turn.SessionSignal;
import io.segue.operators.turn.TurnTypes;
import io.segue.state.SavepointLayout;
import io.segue.state.control.ControlMessage;
import io.segue.state.interaction.Interaction;
import io.segue.state.item.Item;
import io.segue.state.prequential.ListTest;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.release.Release;
import io.segue.state.serialization.SegueTypes;
import io.segue.streaming.options.JobSettings;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The RecommendJob from its sources to its sinks.
 *
 * <pre>
 * clicks, views, purchases ─▶ guard ─┬▶ SessionScorer ─▶ ItemNeighbours ─▶ Ranker ─▶ recommendations
 *                                    │    (by user)        (by item)      (by user)
 *                                    │        ▲                               ▲
 *                                    ├▶ ItemStatistics (by item) ─────────────┤ broadcast
 * items    ─▶ items guard ───────────┼────────┘                               │
 * releases ─▶ releases guard ────────┼────────┴──────────────────┴────────────┘
 *                                    └▶ dead letters
 *
 * Ranker ─ tests of the lists shown ─▶ PrequentialWindows ─┬▶ metrics
 *                                     releases guard ──────┼▶ RollbackWatch ─▶ releases
 *                                                          └▶ DeltaWatch ─▶ withdrawals of deltas
 * </pre>
 */
public final class RecommendTopology {
    /** Nobody waits for the tests of lists, the one thing that the Ranker sends over the network: they go together. */
    private static final Duration TESTS_BUFFER_TIMEOUT = Duration.ofMillis(100);

    private final JobSettings settings;
    private final ModelSource modelSource;
    private final Clock clock;

    public RecommendTopology(JobSettings settings, ModelSource modelSource, Clock clock) {
        this.settings = settings;
        this.modelSource = modelSource;
        this.clock = clock;
    }

    /** Adds the job to an environment and sets what it relies on, whatever the cluster's defaults are. */
    public void build(StreamExecutionEnvironment environment) {
        GuardedEvents.configure(environment, settings);
        SingleOutputStreamOperator<Interaction> interactions =
                GuardedEvents.read(environment, settings, settings.source(), clock);
        SingleOutputStreamOperator<Item> items = GuardedItems.read(environment, settings, settings.source(), clock);
        SingleOutputStreamOperator<ControlMessage> releases =
                GuardedReleases.read(environment, settings, settings.source(), clock);
        DataStream<ControlMessage> control = statistics(interactions, items).union(releases);
        SingleOutputStreamOperator<Recommendation> recommendations =
                answers(turns(interactions, control, releases), control);

        recommendations
                .sinkTo(RecommendationSink.create(settings.sink(), settings.topics()))
                .name("recommendations")
                .uid(SavepointLayout.RECOMMENDATIONS_UID);
        DataStream<QualityWindow> quality = quality(recommendations.getSideOutput(Ranker.TESTS));
        quality.sinkTo(QualitySink.create(settings.sink(), settings.topics()))
                .name("metrics")
                .uid(SavepointLayout.METRICS_UID)
                .setParallelism(1);
        quality.transform("DeltaWatch", SegueTypes.MODEL_RECORD, new DeltaWatch(settings.rollback(), modelName()))
                .uid(SavepointLayout.DELTA_WATCH_UID)
                .setParallelism(1)
                .sinkTo(ReleaseSink.create(settings.sink(), settings.topics()))
                .name("withdrawals")
                .uid(SavepointLayout.WITHDRAWALS_UID)
                .setParallelism(1);
        rollbacks(quality, releases)
                .sinkTo(ReleaseSink.create(settings.sink(), settings.topics()))
                .name("rollbacks")
                .uid(SavepointLayout.ROLLBACKS_UID)
                .setParallelism(1);
        interactions
                .getSideOutput(GuardedEvents.DEAD_LETTERS)
                .union(
                        items.getSideOutput(GuardedEvents.DEAD_LETTERS),
                        releases.getSideOutput(GuardedEvents.DEAD_LETTERS))
                .sinkTo(DeadLetterSink.create(settings.sink(), settings.topics()))
                .name("dead letters")
                .uid(SavepointLayout.DEAD_LETTERS_UID);
    }

    private String modelName() {
        return settings.ranker().serving().modelName();
    }

    private DataStream<ControlMessage> statistics(DataStream<Interaction> interactions, DataStream<Item> items) {
        return interactions
                .keyBy(Interaction::itemId, Types.STRING)
                .connect(items.keyBy(Item::itemId, Types.STRING))
                .transform("ItemStatistics", SegueTypes.CONTROL, new ItemStatistics(settings.statistics()))
                .uid(SavepointLayout.ITEM_STATISTICS_UID);
    }

    private DataStream<NeighbouredTurn> turns(
            DataStream<Interaction> interactions,
            DataStream<ControlMessage> control,
            DataStream<ControlMessage> releases) {
        return interactions
                .keyBy(Interaction::userId, Types.STRING)
                .connect(control.broadcast())
                .transform("SessionScorer", TurnTypes.SESSION_SIGNAL, new SessionScorer(settings.scorer(), modelSource))
                .uid(SavepointLayout.SESSION_SCORER_UID)
                .keyBy(SessionSignal::itemId, Types.STRING)
                .connect(releases.broadcast())
                .transform(
                        "ItemNeighbours",
                        TurnTypes.NEIGHBOURED_TURN,
                        new ItemNeighbours(settings.neighbours(), modelSource))
                .uid(SavepointLayout.ITEM_NEIGHBOURS_UID);
    }

    private SingleOutputStreamOperator<Recommendation> answers(
            DataStream<NeighbouredTurn> turns, DataStream<ControlMessage> control) {
        return turns.keyBy(NeighbouredTurn::userId, Types.STRING)
                .connect(control.broadcast())
                .transform("Ranker", SegueTypes.RECOMMENDATION, new Ranker(settings.ranker(), modelSource))
                .uid(SavepointLayout.RANKER_UID)
                .setBufferTimeout(TESTS_BUFFER_TIMEOUT.toMillis());
    }

    private DataStream<QualityWindow> quality(DataStream<ListTest> tests) {
        return tests.transform(
                        "PrequentialWindows", SegueTypes.QUALITY_WINDOW, new PrequentialWindows(settings.windows()))
                .uid(SavepointLayout.PREQUENTIAL_WINDOWS_UID)
                .setParallelism(1);
    }

    private DataStream<Release> rollbacks(DataStream<QualityWindow> quality, DataStream<ControlMessage> releases) {
        return quality.connect(releases)
                .transform("RollbackWatch", SegueTypes.RELEASE, new RollbackWatch(settings.rollback(), modelName()))
                .uid(SavepointLayout.ROLLBACK_WATCH_UID)
                .setParallelism(1);
    }
}
