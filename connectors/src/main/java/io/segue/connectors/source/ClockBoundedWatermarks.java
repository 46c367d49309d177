package io.segue.connectors.source;

import io.segue.state.interaction.Interaction;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** Follows the newest event at a fixed distance, and never runs ahead of the clock. */
final class ClockBoundedWatermarks implements WatermarkGenerator<Interaction> {
    private final long outOfOrdernessMs;
    private final Clock clock;
    private long newestMs;

    ClockBoundedWatermarks(long outOfOrdernessMs, Clock clock) {
        this.outOfOrdernessMs = outOfOrdernessMs;
        this.clock = clock;
        // So that the first watermark does not underflow.
        this.newestMs = Long.MIN_VALUE + outOfOrdernessMs + 1;
    }

    @Override
    public void onEvent(Interaction event, long timestampMs, WatermarkOutput output) {
        if (timestampMs > newestMs) {
            newestMs = Math.max(newestMs, Math.min(timestampMs, clock.nowMs()));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.emitWatermark(new Watermark(newestMs - outOfOrdernessMs - 1));
    }
}
