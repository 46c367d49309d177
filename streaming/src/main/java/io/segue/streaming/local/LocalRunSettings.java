package io.segue.streaming.local;

import static io.segue.state.settings.Requirements.require;

import java.nio.file.Path;

/**
 * Where a local run keeps its data and listens.
 *
 * @param folder of broker and snapshots
 * @param kafkaPort 0 for a free one
 * @param dashboardPort 0 for a free one
 * @param prometheusPort -1 for none
 * @param parallelism subtasks of each operator
 * @param partitions of the topics keyed by user
 * @param jobs side by side: 1, or 2 with the RetrainJob
 * @param moreSlots than one for each subtask of each job
 */
public record LocalRunSettings(
        Path folder,
        int kafkaPort,
        int dashboardPort,
        int prometheusPort,
        int parallelism,
        int partitions,
        int jobs,
        int moreSlots) {
    private static final int PORT_MAX = 65_535;
    private static final int PARALLELISM_MAX = 128;

    public LocalRunSettings {
        require(kafkaPort >= 0 && kafkaPort <= PORT_MAX, "--kafka-port", kafkaPort, "within [0, 65535]");
        require(
                dashboardPort >= 0 && dashboardPort <= PORT_MAX,
                "--dashboard-port",
                dashboardPort,
                "within [0, 65535]");
        require(
                prometheusPort >= -1 && prometheusPort <= PORT_MAX,
                "--prometheus-port",
                prometheusPort,
                "within [-1, 65535]");
        require(
                parallelism >= 1 && parallelism <= PARALLELISM_MAX,
                "--parallelism",
                parallelism,
                "within [1, " + PARALLELISM_MAX + "]");
    }

    /** Of jobs with one slot for each subtask. */
    public LocalRunSettings(
            Path folder,
            int kafkaPort,
            int dashboardPort,
            int prometheusPort,
            int parallelism,
            int partitions,
            int jobs) {
        this(folder, kafkaPort, dashboardPort, prometheusPort, parallelism, partitions, jobs, 0);
    }
}
