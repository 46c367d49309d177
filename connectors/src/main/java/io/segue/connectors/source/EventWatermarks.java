package io.segue.connectors.source;

import static io.segue.state.settings.Requirements.require;

import io.segue.state.deadletter.DeadLetter;
import io.segue.state.interaction.Interaction;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.eventtime.WatermarksWithIdleness;
import org.apache.flink.types.Either;

/**
 * How far event time has come.
 *
 * @param outOfOrderness how much later than its successors an event may arrive and still be in time
 * @param idleness how long a partition may be silent before the others go on without it
 */
public record EventWatermarks(Duration outOfOrderness, Duration idleness) implements Serializable {
    public static final String OUT_OF_ORDERNESS = "segue.watermark.out-of-orderness";
    public static final String IDLENESS = "segue.watermark.idleness";

    public static final EventWatermarks DEFAULT = new EventWatermarks(Duration.ofSeconds(5), Duration.ofSeconds(10));

    public EventWatermarks {
        require(
                !outOfOrderness.isNegative() && outOfOrderness.toDays() <= 1,
                OUT_OF_ORDERNESS,
                outOfOrderness,
                "within [0 s, 1 d]");
        require(idleness.toMillis() >= 1 && idleness.toDays() <= 1, IDLENESS, idleness, "within [1 ms, 1 d]");
    }

    /**
     * For events, one generator a partition.
     *
     * <p>Dead letters neither move the watermark nor keep a partition from being idle: one that receives nothing else
     * would otherwise hold all others back. An event ahead of our clock, within what the contract allows, counts as
     * happening now: one visitor's fast clock must not make the others late.
     */
    public WatermarkStrategy<Either<DeadLetter, Interaction>> forEvents(Clock clock) {
        return WatermarkStrategy.<Either<DeadLetter, Interaction>>forGenerator(context -> {
                    WatermarkGenerator<Interaction> bounded =
                            new ClockBoundedWatermarks(outOfOrderness.toMillis(), clock);
                    return new ValidEventWatermarks(
                            new WatermarksWithIdleness<>(bounded, idleness, context.getInputActivityClock()));
                })
                .withTimestampAssigner((event, recordTimestampMs) ->
                        event.isRight() ? event.right().timestampMs() : recordTimestampMs);
    }

    /**
     * For items, releases and other news that have no part in event time: idle at the first chance and for good, never a
     * watermark. (The largest watermark instead would make every event late after a pause of all event partitions.)
     */
    public static <T> WatermarkStrategy<T> forControl() {
        return WatermarkStrategy.forGenerator(context -> new IdleWatermarks<>());
    }
}
