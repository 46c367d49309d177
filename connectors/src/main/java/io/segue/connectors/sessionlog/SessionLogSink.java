package io.segue.connectors.sessionlog;

import io.segue.state.session.ClosedSession;
import java.util.function.UnaryOperator;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.compactor.FileCompactStrategy;
import org.apache.flink.connector.file.sink.compactor.RecordWiseFileCompactor;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * Writes the session log, each session exactly once.
 *
 * <p>A file is begun anew at every checkpoint. After some checkpoints the files of a day, of all subtasks, are put
 * together in one, which takes its name in one step: until then their names begin with a dot, and nobody reads them.
 */
public final class SessionLogSink {
    static final String SUFFIX = ".avro";
    private static final int COMPACTION_THREADS = 1;

    private SessionLogSink() {}

    public static FileSink<ClosedSession> create(SessionLogSettings settings) {
        FileSink.DefaultBulkFormatBuilder<ClosedSession> builder =
                FileSink.forBulkFormat(new Path(settings.folder()), SessionFileWriter::new);
        return builder.withBucketAssigner(new EndDayAssigner())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix("sessions")
                        .withPartSuffix(SUFFIX)
                        .build())
                .enableCompact(
                        FileCompactStrategy.Builder.newBuilder()
                                .enableCompactionOnCheckpoint(settings.compactionCheckpoints())
                                .setNumCompactThreads(COMPACTION_THREADS)
                                .build(),
                        new RecordWiseFileCompactor<>(path -> SessionFileReader.open(path, UnaryOperator.identity())))
                .build();
    }
}
