package io.segue.streaming.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.rocksdb.CompressionType;

/**
 * A Flink cluster in this process. What it sets here, {@code deploy/conf/config.yaml} sets for a standalone one.
 *
 * @param folder of temporary files
 * @param dashboardPort 0 for a free one
 * @param prometheusPort -1 for no reporter
 * @param parallelism of each job
 * @param jobs side by side; each has slots and memory of its own
 * @param moreSlots than one for each subtask of each job
 * @param state where RocksDB works: scratch, which checkpoints are copied from
 */
public record LocalClusterSettings(
        Path folder, int dashboardPort, int prometheusPort, int parallelism, int jobs, int moreSlots, Path state) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int CHECKPOINTS_RETAINED = 2;
    private static final int MANAGED_MIB_A_JOB = 256;
    /** A checkpoint writes the first level while the operator waits; the last of these is that of all further levels. */
    private static final List<CompressionType> COMPRESSION_PER_LEVEL =
            List.of(CompressionType.NO_COMPRESSION, CompressionType.LZ4_COMPRESSION);
    /** A quarter of them write a checkpoint's files, for all operators of the process. */
    private static final int ROCKSDB_THREADS = 8;

    /** Of jobs with one slot for each subtask. */
    public LocalClusterSettings(Path folder, int dashboardPort, int prometheusPort, int parallelism, int jobs) {
        this(folder, dashboardPort, prometheusPort, parallelism, jobs, 0);
    }

    /** With RocksDB among the temporary files. */
    public LocalClusterSettings(
            Path folder, int dashboardPort, int prometheusPort, int parallelism, int jobs, int moreSlots) {
        this(folder, dashboardPort, prometheusPort, parallelism, jobs, moreSlots, temporaryFiles(folder));
    }

    /** The same, with RocksDB elsewhere. */
    public LocalClusterSettings withState(Path elsewhere) {
        return new LocalClusterSettings(folder, dashboardPort, prometheusPort, parallelism, jobs, moreSlots, elsewhere);
    }

    int slots() {
        return parallelism * jobs + moreSlots;
    }

    /** Flink divides it evenly: a slot more must not be memory less for the others. */
    private MemorySize managedMemory() {
        return MemorySize.ofMebiBytes((long) MANAGED_MIB_A_JOB * slots() / parallelism);
    }

    Configuration toConfiguration() {
        Configuration flink = new Configuration();
        flink.set(CoreOptions.TMP_DIRS, temporaryFiles().toAbsolutePath().toString());
        // Flink's REST API has no rights of its own and could run any jar: on loopback, without submit and cancel.
        flink.set(RestOptions.ADDRESS, LOOPBACK);
        flink.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        flink.set(RestOptions.BIND_PORT, String.valueOf(dashboardPort));
        flink.set(JobManagerOptions.ADDRESS, LOOPBACK);
        flink.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        flink.set(TaskManagerOptions.HOST, LOOPBACK);
        flink.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        flink.set(WebOptions.SUBMIT_ENABLE, false);
        flink.set(WebOptions.CANCEL_ENABLE, false);
        flink.set(WebOptions.REFRESH_INTERVAL, Duration.ofSeconds(2));
        flink.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofSeconds(1));
        flink.set(TaskManagerOptions.NUM_TASK_SLOTS, slots());
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, managedMemory());
        flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        flink.set(RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL, COMPRESSION_PER_LEVEL);
        flink.set(RocksDBConfigurableOptions.MAX_BACKGROUND_THREADS, ROCKSDB_THREADS);
        flink.set(RocksDBOptions.LOCAL_DIRECTORIES, state.toAbsolutePath().toString());
        flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        flink.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, CHECKPOINTS_RETAINED);
        flink.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        if (prometheusPort >= 0) {
            flink.setString(
                    "metrics.reporter.prom.factory.class",
                    "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
            flink.setString("metrics.reporter.prom.port", String.valueOf(prometheusPort));
        }
        return flink;
    }

    /** What a run needs while it lasts; the next one clears it, should this one be killed. */
    Path temporaryFiles() {
        return temporaryFiles(folder);
    }

    private static Path temporaryFiles(Path folder) {
        return folder.resolve("tmp");
    }
}
