package io.segue.state.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.settings.InvalidOptionException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordLimitsTest {
    @Test
    void areByDefaultWhatThePageSays() {
        assertThat(RecordLimits.DEFAULT).isEqualTo(new RecordLimits(65_536, Duration.ofMinutes(5)));
        assertThat(Instant.ofEpochMilli(RecordLimits.EARLIEST_TIMESTAMP_MS)).isEqualTo("2000-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    255      | PT5M     | segue.input.record.bytes.max is 255, but must be within [256, 16777216]
                    16777217 | PT5M     | segue.input.record.bytes.max is 16777217, but must be within [256, 16777216]
                    65536    | PT-1S    | segue.input.future.allowance is PT-1S, but must be within [0 s, 365 d]
                    65536    | P365DT1S | segue.input.future.allowance is PT8760H1S, but must be within [0 s, 365 d]
                    """)
    void nameTheOptionItsValueAndWhatWasExpected(int bytesMax, Duration allowance, String message) {
        assertThatThrownBy(() -> new RecordLimits(bytesMax, allowance))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage(message);
    }
}
