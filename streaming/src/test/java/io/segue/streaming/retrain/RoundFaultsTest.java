package io.segue.streaming.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoundFaultsTest {
    @Test
    void countsAReleaseOnceHoweverOftenTheTopicIsRead() {
        RoundFaults faults = new RoundFaults();

        faults.releases(List.of("offset 3: not JSON"));
        faults.releases(List.of("offset 3: not JSON", "offset 7: schemaVersion 9"));
        faults.file("sessions-1.avro", "not Avro");

        assertThat(faults.releases()).isEqualTo(2);
        assertThat(faults.files()).isEqualTo(1);
    }
}
