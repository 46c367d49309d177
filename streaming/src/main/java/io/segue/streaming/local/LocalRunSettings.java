package io.segue.streaming.local;

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
 */
public record LocalRunSettings(
        Path folder, int kafkaPort, int dashboardPort, int prometheusPort, int parallelism, int partitions) {}
