package io.segue.connectors.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.deadletter.DeadLetter;
import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.Origin;
import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.types.Either;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class EventWatermarksTest {
    private static final long NOW_MS = 1_700_000_000_000L;
    private static final EventWatermarks SETTINGS = new EventWatermarks(Duration.ofSeconds(5), Duration.ofSeconds(10));

    private final ManualClock activity = new ManualClock();
    private final FakeWatermarkOutput output = new FakeWatermarkOutput();
    private final WatermarkStrategy<Either<DeadLetter, Interaction>> strategy = SETTINGS.forEvents(() -> NOW_MS);
    private final WatermarkGenerator<Either<DeadLetter, Interaction>> generator =
            strategy.createWatermarkGenerator(context());

    @Test
    void followsTheNewestEventAtTheOutOfOrderness() {
        arrives(NOW_MS - 60_000);
        arrives(NOW_MS - 90_000);

        generator.onPeriodicEmit(output);

        assertThat(output.newest()).isEqualTo(NOW_MS - 60_000 - 5_000 - 1);
    }

    @Test
    void staysBehindTheClockWhenAnEventIsAheadOfIt() {
        arrives(NOW_MS - 60_000);
        arrives(NOW_MS + 240_000);

        generator.onPeriodicEmit(output);

        assertThat(output.newest()).isEqualTo(NOW_MS - 5_000 - 1);
    }

    @Test
    void isNotMovedByADeadLetter() {
        arrives(NOW_MS - 60_000);
        generator.onEvent(deadLetter(), NOW_MS, output);

        generator.onPeriodicEmit(output);

        assertThat(output.newest()).isEqualTo(NOW_MS - 60_000 - 5_000 - 1);
    }

    @Test
    void goesIdleWhenNothingButDeadLettersArrive() {
        arrives(NOW_MS - 60_000);
        generator.onPeriodicEmit(output);
        for (int second = 0; second < 15; second++) {
            generator.onEvent(deadLetter(), NOW_MS, output);
            generator.onPeriodicEmit(output);
            activity.advanceTime(Duration.ofSeconds(1));
        }
        assertThat(output.idle).isTrue();

        arrives(NOW_MS - 50_000);
        generator.onPeriodicEmit(output);

        assertThat(output.idle).as("after a valid event").isFalse();
        assertThat(output.newest()).isEqualTo(NOW_MS - 50_000 - 5_000 - 1);
    }

    @Test
    void givesEventsTheirOwnTimeAndDeadLettersThatOfTheRecord() {
        TimestampAssigner<Either<DeadLetter, Interaction>> assigner =
                strategy.createTimestampAssigner(assignerContext());

        assertThat(assigner.extractTimestamp(event(42), 7)).isEqualTo(42);
        assertThat(assigner.extractTimestamp(deadLetter(), 7)).isEqualTo(7);
    }

    @Test
    void keepsAControlStreamIdleForGoodAndWithoutWatermark() {
        WatermarkGenerator<String> control =
                EventWatermarks.<String>forControl().createWatermarkGenerator(context());

        control.onPeriodicEmit(output);
        assertThat(output.idle).as("before the first record").isTrue();
        control.onEvent("a release", NOW_MS, output);
        control.onPeriodicEmit(output);

        assertThat(output.idle).as("after a record").isTrue();
        assertThat(output.watermarks).isEmpty();
    }

    @Test
    void travelsToTheMachineThatReads() throws Exception {
        assertThat(InstantiationUtil.clone(SETTINGS.forEvents(Clock.SYSTEM))).isNotNull();
        assertThat(InstantiationUtil.clone(EventWatermarks.<String>forControl()))
                .isNotNull();
    }

    @Test
    void refusesAnIdlenessOfZero() {
        assertThatThrownBy(() -> new EventWatermarks(Duration.ZERO, Duration.ZERO))
                .hasMessage("segue.watermark.idleness is PT0S, but must be within [1 ms, 1 d]");
    }

    private void arrives(long timestampMs) {
        generator.onEvent(event(timestampMs), timestampMs, output);
    }

    private static Either<DeadLetter, Interaction> event(long timestampMs) {
        return Either.Right(new Interaction("e", "ann", "boots", InteractionType.VIEW, timestampMs, "", timestampMs));
    }

    private static Either<DeadLetter, Interaction> deadLetter() {
        Origin origin = new Origin("segue.views", 0, 0, NOW_MS);
        return Either.Left(new DeadLetter(new byte[0], new byte[0], DeadLetterError.NOT_JSON, "not JSON", origin));
    }

    private static TimestampAssignerSupplier.Context assignerContext() {
        return UnregisteredMetricsGroup::new;
    }

    private WatermarkGeneratorSupplier.Context context() {
        return new WatermarkGeneratorSupplier.Context() {
            @Override
            public MetricGroup getMetricGroup() {
                return new UnregisteredMetricsGroup();
            }

            @Override
            public RelativeClock getInputActivityClock() {
                return activity;
            }
        };
    }
}
