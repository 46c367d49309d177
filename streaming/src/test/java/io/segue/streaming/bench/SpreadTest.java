package io.segue.streaming.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.settings.InvalidOptionException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void takesTheMiddleOfAnOddNumber() {
        Spread spread = new Spread(List.of(900.0, 100.0, 300.0));

        assertThat(spread.median()).isEqualTo(300);
        assertThat(spread.min()).isEqualTo(100);
        assertThat(spread.max()).isEqualTo(900);
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddleOfAnEvenNumber() {
        assertThat(new Spread(List.of(4.0, 1.0, 100.0, 2.0)).median()).isEqualTo(3);
    }

    @Test
    void isNothingWithoutAValue() {
        assertThatThrownBy(() -> new Spread(List.of())).isInstanceOf(InvalidOptionException.class);
    }
}
