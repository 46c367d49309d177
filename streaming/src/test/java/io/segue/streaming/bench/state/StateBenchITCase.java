package io.segue.streaming.bench.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.serialization.SegueTypes;
import io.segue.state.settings.InvalidOptionException;
import io.segue.streaming.local.LocalCluster;
import io.segue.streaming.local.LocalClusterSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateBenchITCase {
    private static final StateSettings SETTINGS = new StateSettings(2_000, 50, 100, Duration.ofSeconds(1), 1);

    @TempDir
    Path folder;

    @Test
    void fillsTouchesChecksAndRestoresARealJob() throws Exception {
        try (LocalCluster cluster = LocalCluster.start(new LocalClusterSettings(folder, 0, -1, 1, 1))) {
            StateBench bench = new StateBench(SETTINGS, cluster, folder, () -> false, line -> {});

            StateFigures figures = bench.measure(RocksSetting.ALL.get(0));

            assertThat(figures.fillPerSecond()).isPositive();
            assertThat(figures.getMicros().median()).isPositive();
            assertThat(figures.updateMicros().median()).isPositive();
            assertThat(figures.full().stateBytes())
                    .as("some hundred bytes a user")
                    .isGreaterThan(2_000 * 300);
            assertThat(figures.incremental().writtenBytes()).isPositive();
            assertThat(figures.restore()).isPositive();
            assertThat(folder.resolve("snapshots")).doesNotExist();
        }
    }

    @Test
    void weighsUsersAsTheStateHoldsThem() throws Exception {
        SerializerCost cost =
                SerializerCost.of("ours", SegueTypes.USER_STATE.createSerializer(new SerializerConfigImpl()), SETTINGS);

        assertThat(cost.bytes()).as("50 events, 100 units, 32 event ids").isBetween(500.0, 1_000.0);
        assertThat(cost.writeMicros().median()).isPositive();
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> new StateSettings(1, 50, 100, Duration.ofSeconds(1), 1))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("--users is 1, but must be within [1000, 100000000]");
    }
}
