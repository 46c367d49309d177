package io.segue.connectors.sessionlog;

import io.segue.state.session.ClosedSession;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the folders of days that are older than the retention, by the watermark: a job that catches up deletes nothing
 * that it may still write. A day in which somebody wrote within the last day, by our clock, and has not finished stays until
 * the next one. One subtask; of the sessions it is sent it reads none.
 *
 * <p><b>State</b>: none. <b>Failure</b>: what is deleted already is passed over.
 */
public final class SessionLogRetention implements Sink<ClosedSession> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(SessionLogRetention.class);

    private static final Duration UNFINISHED = Duration.ofDays(1);

    private final SessionLogSettings settings;

    public SessionLogRetention(SessionLogSettings settings) {
        this.settings = settings;
    }

    @Override
    public SinkWriter<ClosedSession> createWriter(WriterInitContext context) {
        return new Keeper(settings, context.getProcessingTimeService()::getCurrentProcessingTime);
    }

    static final class Keeper implements SinkWriter<ClosedSession> {
        private final Path folder;
        private final long retentionMs;
        private final LongSupplier clock;
        private LocalDate today = LocalDate.MIN;

        Keeper(SessionLogSettings settings, LongSupplier clock) {
            folder = new Path(settings.folder());
            retentionMs = settings.retention().toMillis();
            this.clock = clock;
        }

        @Override
        public void writeWatermark(Watermark watermark) throws IOException {
            // The last watermark of all says that nothing comes any more, and not what time it is.
            if (watermark.getTimestamp() == Long.MAX_VALUE) {
                return;
            }
            LocalDate day = DayFolders.dayOf(watermark.getTimestamp());
            if (day.isAfter(today)) {
                today = day;
                deleteBefore(DayFolders.dayOf(watermark.getTimestamp() - retentionMs));
            }
        }

        private void deleteBefore(LocalDate oldest) throws IOException {
            FileSystem files = folder.getFileSystem();
            if (!files.exists(folder)) {
                return;
            }
            for (FileStatus status : files.listStatus(folder)) {
                if (DayFolders.dayOf(status.getPath().getName())
                        .filter(day -> day.isBefore(oldest))
                        .isPresent()) {
                    delete(files, status.getPath());
                }
            }
        }

        private void delete(FileSystem files, Path day) throws IOException {
            long writtenMs = clock.getAsLong() - UNFINISHED.toMillis();
            for (FileStatus file : files.listStatus(day)) {
                if (file.getPath().getName().startsWith(".") && file.getModificationTime() > writtenMs) {
                    LOG.warn("{} is older than the retention, but {} is not finished", day, file.getPath());
                    return;
                }
            }
            LOG.info("{} is older than the retention and is deleted", day);
            files.delete(day, true);
        }

        @Override
        public void write(ClosedSession session, Context context) {}

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
