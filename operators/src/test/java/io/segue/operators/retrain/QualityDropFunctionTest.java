package io.segue.operators.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.operators.fixture.OperatorMetrics;
import io.segue.operators.fixture.Subtask;
import io.segue.state.MetricNames;
import io.segue.state.deadletter.DeadLetter;
import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.Origin;
import io.segue.state.prequential.DropSettings;
import io.segue.state.prequential.ListSums;
import io.segue.state.prequential.QualitySlice;
import io.segue.state.prequential.QualitySums;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.recommendation.ModelVersion;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.types.Either;
import org.junit.jupiter.api.Test;

class QualityDropFunctionTest {
    private static final ModelVersion CHAMPION = new ModelVersion("v1", ModelVersion.CHAMPION);
    private static final QualitySlice SERVED = QualitySlice.all(CHAMPION);

    private final OperatorMetrics metrics = new OperatorMetrics();

    private static QualityWindow window(QualitySlice slice, int minute, int hits) {
        ListSums served = new ListSums(1_000, hits, hits, hits, hits);
        QualitySums sums = new QualitySums(served, ListSums.NONE, ListSums.NONE, 0, 0, hits);
        return new QualityWindow((minute - 1) * 60_000L, minute * 60_000L, slice, sums);
    }

    private OneInputStreamOperatorTestHarness<Either<DeadLetter, QualityWindow>, String> opened(
            OperatorSubtaskState before) throws Exception {
        var harness = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new QualityDropFunction(DropSettings.DEFAULT)),
                Subtask.ONLY.environment(metrics));
        harness.setup(StringSerializer.INSTANCE);
        harness.initializeState(before);
        harness.open();
        return harness;
    }

    @Test
    void saysOnceThatTheListsBecameWorseAlsoAfterARestart() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var drops = opened(OperatorSubtaskState.builder().build())) {
            drops.processElement(Either.Right(window(SERVED, 1, 400)), 0);
            drops.processElement(Either.Right(window(SERVED, 2, 390)), 0);
            assertThat(drops.extractOutputValues()).isEmpty();
            checkpoint = drops.snapshot(1, 1);
        }
        try (var drops = opened(checkpoint)) {
            drops.processElement(Either.Right(window(SERVED, 3, 200)), 0);
            checkpoint = drops.snapshot(2, 2);
            assertThat(drops.extractOutputValues())
                    .containsExactly("MRR@20 of model v1 fell from 0.4000 to 0.2000 over 1000 tests");
        }
        try (var drops = opened(checkpoint)) {
            drops.processElement(Either.Right(window(SERVED, 4, 200)), 0);
            assertThat(drops.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void asksOnlyAboutAllThatTheChampionShows() throws Exception {
        QualitySlice purchases = new QualitySlice(CHAMPION, QualitySlice.TYPE, "purchase");
        QualitySlice shadow = new QualitySlice(CHAMPION, QualitySlice.ALL, QualitySlice.ALL, true);
        QualitySlice variant = QualitySlice.all(new ModelVersion("v1", "b"));
        try (var drops = opened(OperatorSubtaskState.builder().build())) {
            drops.processElement(Either.Right(window(SERVED, 1, 400)), 0);
            drops.processElement(Either.Right(window(purchases, 2, 0)), 0);
            drops.processElement(Either.Right(window(shadow, 3, 0)), 0);
            drops.processElement(Either.Right(window(variant, 4, 0)), 0);

            assertThat(drops.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void countsAndPassesOverWhatItCannotRead() throws Exception {
        DeadLetter broken = new DeadLetter(
                new byte[0], new byte[0], DeadLetterError.NOT_JSON, "not JSON", new Origin("metrics", 0, 42, 0));
        try (var drops = opened(OperatorSubtaskState.builder().build())) {
            drops.processElement(Either.Right(window(SERVED, 1, 400)), 0);
            drops.processElement(Either.Left(broken), 0);
            drops.processElement(Either.Right(window(SERVED, 2, 200)), 0);

            assertThat(drops.extractOutputValues()).hasSize(1);
            assertThat(metrics.count(MetricNames.WINDOWS_UNREADABLE)).isOne();
        }
    }
}
