package io.segue.streaming.bench.train;

import io.segue.models.gru.TrainingListener;
import io.segue.models.gru.TrainingProgress;
import io.segue.streaming.bench.Machine;
import io.segue.streaming.bench.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Takes the time of the epochs of a training after the first ones; between them the training waits for others' turns. */
final class TrainRepetitions implements TrainingListener {
    static final int WARM_UP = 2;

    private final Runnable turns;
    private final BooleanSupplier stopped;
    private final List<Double> cpu = new ArrayList<>();
    private final List<Double> wall = new ArrayList<>();

    private long cpuFrom;
    private long wallFrom;
    private long examples;

    /** @param turns what is measured after every repetition of ours, in the thread that trains */
    TrainRepetitions(Runnable turns, BooleanSupplier stopped) {
        this.turns = turns;
        this.stopped = stopped;
    }

    @Override
    public void onProgress(TrainingProgress progress) {
        if (stopped.getAsBoolean()) {
            throw new CancellationException("stopped");
        }
        if (!progress.isEndOfEpoch()) {
            return;
        }
        if (progress.epoch() > WARM_UP) {
            long events = progress.examples() - examples;
            cpu.add(events * 1e9 / (Machine.cpuNanos() - cpuFrom));
            wall.add(events * 1e9 / (System.nanoTime() - wallFrom));
            turns.run();
        }
        examples = progress.examples();
        cpuFrom = Machine.cpuNanos();
        wallFrom = System.nanoTime();
    }

    Spread eventsPerSecond() {
        return new Spread(cpu);
    }

    Spread wallEventsPerSecond() {
        return new Spread(wall);
    }
}
