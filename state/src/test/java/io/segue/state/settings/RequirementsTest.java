package io.segue.state.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RequirementsTest {
    @Test
    void namesKeyValueAndWhatWasExpected() {
        assertThatThrownBy(() -> Requirements.require(false, "segue.bundle.size", 0, "within [1, 4096]"))
                .isInstanceOf(InvalidOptionException.class)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("segue.bundle.size is 0, but must be within [1, 4096]");
    }

    @Test
    void saysNothingWhenTheRequirementHolds() {
        assertThatCode(() -> Requirements.require(true, "segue.bundle.size", 1, "within [1, 4096]"))
                .doesNotThrowAnyException();
    }
}
