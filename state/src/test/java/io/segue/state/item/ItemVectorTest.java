package io.segue.state.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.settings.InvalidOptionException;
import org.junit.jupiter.api.Test;

class ItemVectorTest {
    @Test
    void isItsValuesAndNoArrayOfOthers() {
        float[] values = {1, -0.5f};
        ItemVector vector = ItemVector.of(values);
        values[0] = 7;
        vector.values()[1] = 7;

        assertThat(vector).isEqualTo(ItemVector.of(1, -0.5f)).hasSameHashCodeAs(ItemVector.of(1, -0.5f));
        assertThat(vector).isNotEqualTo(ItemVector.of(1)).isNotEqualTo(ItemVector.NONE);
        assertThat(ItemVector.of()).isSameAs(ItemVector.NONE);
    }

    @Test
    void refusesWhatIsNoNumberAndWhatIsTooLong() {
        assertThatThrownBy(() -> ItemVector.of(1, Float.NaN))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("vector is NaN, but must be finite numbers");
        assertThatThrownBy(() -> ItemVector.of(new float[ItemVector.VALUES_MAX + 1]))
                .hasMessage("vector.length is 1025, but must be at most 1024");
    }
}
