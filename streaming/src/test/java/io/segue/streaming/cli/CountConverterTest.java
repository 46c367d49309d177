package io.segue.streaming.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CountConverterTest {
    private final CountConverter converter = new CountConverter();

    @Test
    void readsThousandsAndMillions() {
        assertThat(converter.convert("500")).isEqualTo(500);
        assertThat(converter.convert("10k")).isEqualTo(10_000);
        assertThat(converter.convert("1M")).isEqualTo(1_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "-1", "1.5k", "10 k", "3g", "3000m"})
    void refusesAllElse(String text) {
        assertThatThrownBy(() -> converter.convert(text)).isInstanceOf(CommandLine.TypeConversionException.class);
    }
}
