package io.segue.streaming.bench.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.streaming.bench.Spread;
import java.util.List;

/**
 * What no such job can beat with this model: all cores do nothing but read, write and calculate.
 *
 * @param cores there are
 * @param kafkaCpuMicros an event costs to read and its answer to write, the broker's part included
 * @param modelCpuMicros an event costs in the model, a full bundle at a time
 * @param kafkaEventsPerSecond of the loop that reads and writes
 * @param modelEventsPerSecond of one thread that asks the model
 */
record Ceiling(
        int cores,
        Spread kafkaCpuMicros,
        Spread modelCpuMicros,
        Spread kafkaEventsPerSecond,
        Spread modelEventsPerSecond) {
    private static final double MICROS_A_SECOND = 1e6;

    static Ceiling of(int cores, List<Cost> kafka, List<Cost> model) {
        return new Ceiling(
                cores,
                new Spread(kafka.stream().map(Cost::cpuMicrosPerEvent).toList()),
                new Spread(model.stream().map(Cost::cpuMicrosPerEvent).toList()),
                new Spread(kafka.stream().map(Cost::eventsPerSecond).toList()),
                new Spread(model.stream().map(Cost::eventsPerSecond).toList()));
    }

    double eventsPerSecond() {
        return cores * MICROS_A_SECOND / (kafkaCpuMicros.median() + modelCpuMicros.median());
    }

    void writeTo(ObjectNode json) {
        json.put("eventsPerSecond", eventsPerSecond());
        kafkaCpuMicros.writeTo(json.putObject("kafkaCpuMicrosPerEvent"));
        modelCpuMicros.writeTo(json.putObject("modelCpuMicrosPerEvent"));
        kafkaEventsPerSecond.writeTo(json.putObject("kafkaEventsPerSecond"));
        modelEventsPerSecond.writeTo(json.putObject("modelEventsPerSecond"));
    }

    @Override
    public String toString() {
        return "%,.0f events/s: %d cores at %.1f µs for Kafka alone and %.1f µs for the model alone"
                .formatted(eventsPerSecond(), cores, kafkaCpuMicros.median(), modelCpuMicros.median());
    }
}
