package io.segue.state.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.MetricNames;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    @Test
    void namesItsCounterInCamelCase() {
        assertThat(Arrays.stream(Outcome.values()).map(MetricNames::of))
                .containsExactly("answered", "late", "duplicate", "deadLettered", "suppressed");
    }

    @Test
    void joinsAPrefixAndACodeInCamelCase() {
        assertThat(MetricNames.of(MetricNames.ANSWERED_SOURCE_PREFIX, "gru")).isEqualTo("answeredGru");
    }
}
