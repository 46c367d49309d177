package io.segue.streaming.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.rank.RankTrainingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ObjectiveConverterTest {
    private final ObjectiveConverter converter = new ObjectiveConverter();

    @ParameterizedTest
    @CsvSource({"next-item, 1, 1", "purchase, 0, 1", "mix:5, 1, 5", "mix:0.5, 1, 0.5"})
    void weighsTurnsByWhatComesAfterThem(String objective, double nextItem, double purchase) {
        RankTrainingSettings settings = converter.convert(objective);

        assertThat(settings.nextItemWeight()).isEqualTo(nextItem);
        assertThat(settings.purchaseWeight()).isEqualTo(purchase);
        assertThat(ObjectiveConverter.nameOf(settings)).isEqualTo(objective);
    }

    @Test
    void isTheTrainersDefaultByDefault() {
        assertThat(converter.convert(ObjectiveConverter.DEFAULT)).isEqualTo(RankTrainingSettings.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cart", "mix", "mix:", "mix:much", "mix:-1", "mix:1001", "mix:NaN"})
    void refusesOthers(String objective) {
        assertThatThrownBy(() -> converter.convert(objective))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'" + objective + "' is none of next-item, purchase and mix:W, such as mix:5, with W within"
                        + " [0, 1000]");
    }
}
