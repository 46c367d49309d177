package io.segue.streaming.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.junit.jupiter.api.Test;

class LocalClusterSettingsTest {
    private final Configuration flink = new LocalClusterSettings(Path.of("folder"), 0, -1, 2, 2).toConfiguration();

    @Test
    void bindsEverythingToLoopback() {
        assertThat(flink.get(RestOptions.BIND_ADDRESS)).isEqualTo("127.0.0.1");
        assertThat(flink.get(JobManagerOptions.BIND_HOST)).isEqualTo("127.0.0.1");
        assertThat(flink.get(TaskManagerOptions.BIND_HOST)).isEqualTo("127.0.0.1");
    }

    @Test
    void offersNeitherSubmitNorCancelOnTheDashboard() {
        assertThat(flink.get(WebOptions.SUBMIT_ENABLE)).isFalse();
        assertThat(flink.get(WebOptions.CANCEL_ENABLE)).isFalse();
    }

    @Test
    void opensNoPrometheusPortUnlessAsked() {
        assertThat(flink.keySet()).noneMatch(key -> key.startsWith("metrics.reporter"));
        assertThat(new LocalClusterSettings(Path.of("folder"), 0, 9249, 2, 1)
                        .toConfiguration()
                        .keySet())
                .contains("metrics.reporter.prom.port");
    }

    @Test
    void givesEveryJobSlotsAndMemoryAsIfItWereAlone() {
        Configuration alone = new LocalClusterSettings(Path.of("folder"), 0, -1, 2, 1).toConfiguration();

        assertThat(flink.get(TaskManagerOptions.NUM_TASK_SLOTS))
                .isEqualTo(2 * alone.get(TaskManagerOptions.NUM_TASK_SLOTS));
        assertThat(flink.get(TaskManagerOptions.MANAGED_MEMORY_SIZE))
                .isEqualTo(alone.get(TaskManagerOptions.MANAGED_MEMORY_SIZE).multiply(2));
    }

    @Test
    void takesNoMemoryFromTheOthersForASlotMore() {
        Configuration more = new LocalClusterSettings(Path.of("folder"), 0, -1, 2, 2, 2).toConfiguration();

        assertThat(more.get(TaskManagerOptions.NUM_TASK_SLOTS)).isEqualTo(6);
        assertThat(more.get(TaskManagerOptions.MANAGED_MEMORY_SIZE).divide(6))
                .isEqualTo(flink.get(TaskManagerOptions.MANAGED_MEMORY_SIZE).divide(4));
    }
}
