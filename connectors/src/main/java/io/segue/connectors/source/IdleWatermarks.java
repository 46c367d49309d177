package io.segue.connectors.source;

import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** Stands aside: the other inputs decide how far event time has come. */
final class IdleWatermarks<T> implements WatermarkGenerator<T> {
    @Override
    public void onEvent(T event, long timestampMs, WatermarkOutput output) {
        output.markIdle();
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.markIdle();
    }
}
