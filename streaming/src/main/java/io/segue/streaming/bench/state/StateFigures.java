package io.segue.streaming.bench.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.streaming.bench.Spread;
import io.segue.streaming.local.CheckpointFigures;
import java.time.Duration;

/**
 * What users cost under one setting.
 *
 * @param fillPerSecond users that were given their first state
 * @param getMicros reading a user, of any, deserialized
 * @param updateMicros writing one, serialized
 * @param full a checkpoint of all, while users are touched
 * @param incremental the next one
 * @param restore from the submission of a job on these checkpoints until its tasks run
 */
record StateFigures(
        RocksSetting setting,
        double fillPerSecond,
        Spread getMicros,
        Spread updateMicros,
        CheckpointFigures full,
        CheckpointFigures incremental,
        Duration restore) {
    private static final double MIB = 1 << 20;

    static final String HEADER = "%-26s %12s %16s %16s %18s %22s %9s"
            .formatted("setting", "filled/s", "get", "update", "full checkpoint", "incremental", "restore");

    String line() {
        return "%-26s %,12.0f %8.1f us +-%4.1f %8.1f us +-%4.1f %,6.0f MiB %5.1f s %,8.0f MiB %6.1f s %7.1f s"
                .formatted(
                        setting.name(),
                        fillPerSecond,
                        getMicros.median(),
                        (getMicros.max() - getMicros.min()) / 2,
                        updateMicros.median(),
                        (updateMicros.max() - updateMicros.min()) / 2,
                        full.writtenBytes() / MIB,
                        seconds(full.took()),
                        incremental.writtenBytes() / MIB,
                        seconds(incremental.took()),
                        seconds(restore));
    }

    void writeTo(ObjectNode json) {
        json.put("setting", setting.name());
        setting.options().forEach(json.putObject("options")::put);
        json.put("filledPerSecond", fillPerSecond);
        getMicros.writeTo(json.putObject("getMicros"));
        updateMicros.writeTo(json.putObject("updateMicros"));
        write(full, json.putObject("fullCheckpoint"));
        write(incremental, json.putObject("incrementalCheckpoint"));
        json.put("restoreSeconds", seconds(restore));
    }

    private static void write(CheckpointFigures checkpoint, ObjectNode json) {
        json.put("seconds", seconds(checkpoint.took()));
        json.put("writtenBytes", checkpoint.writtenBytes());
        json.put("stateBytes", checkpoint.stateBytes());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
