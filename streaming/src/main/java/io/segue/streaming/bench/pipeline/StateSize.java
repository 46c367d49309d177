package io.segue.streaming.bench.pipeline;

import io.segue.state.SavepointLayout;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;

/**
 * What a savepoint holds of users: every key and record once and uncompressed, which is how large the live state is
 * whatever RocksDB makes of it.
 */
record StateSize(long userBytes) {
    private static final String METADATA = "_metadata";
    private static final Set<String> BY_USER = Set.of(SavepointLayout.SESSION_SCORER_UID, SavepointLayout.RANKER_UID);

    static StateSize of(Path savepoint) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(savepoint.resolve(METADATA))))) {
            CheckpointMetadata metadata = Checkpoints.loadCheckpointMetadata(
                    in, StateSize.class.getClassLoader(), savepoint.toUri().toString());
            long bytes = 0;
            for (OperatorState operator : metadata.getOperatorStates()) {
                if (operator.getOperatorUid().filter(BY_USER::contains).isPresent()) {
                    bytes += keyedBytes(operator);
                }
            }
            return new StateSize(bytes);
        }
    }

    private static long keyedBytes(OperatorState operator) {
        long bytes = 0;
        for (OperatorSubtaskState subtask : operator.getStates()) {
            bytes += subtask.getManagedKeyedState().getStateSize();
        }
        return bytes;
    }
}
