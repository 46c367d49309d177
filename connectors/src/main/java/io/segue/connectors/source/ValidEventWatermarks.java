package io.segue.connectors.source;

import io.segue.state.deadletter.DeadLetter;
import io.segue.state.interaction.Interaction;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.types.Either;

/** Shows only the valid events to another generator. */
final class ValidEventWatermarks implements WatermarkGenerator<Either<DeadLetter, Interaction>> {
    private final WatermarkGenerator<Interaction> ofInteractions;

    ValidEventWatermarks(WatermarkGenerator<Interaction> ofInteractions) {
        this.ofInteractions = ofInteractions;
    }

    @Override
    public void onEvent(Either<DeadLetter, Interaction> event, long timestampMs, WatermarkOutput output) {
        if (event.isRight()) {
            ofInteractions.onEvent(event.right(), timestampMs, output);
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        ofInteractions.onPeriodicEmit(output);
    }
}
