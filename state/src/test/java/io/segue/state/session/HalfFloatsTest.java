package io.segue.state.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfFloatsTest {
    private static final int HALVES = 1 << 16;

    @ParameterizedTest
    @CsvSource({
        "0, 0000",
        "-0.0, 8000",
        "1, 3c00",
        "-2, c000",
        "0.333333333, 3555",
        "65504, 7bff",
        "65519.99, 7bff",
        "65520, 7c00",
        "-Infinity, fc00",
        "NaN, 7e00",
        "6.103515625e-5, 0400",
        "6.097555e-5, 03ff",
        "5.9604645e-8, 0001",
        "2.9802322e-8, 0000",
        "2.98023259e-8, 0001",
        "1.00048828125, 3c00",
        "1.00146484375, 3c02",
    })
    void areTheNearestOnes(float value, String hex) {
        assertThat("%04x".formatted(HalfFloats.of(value) & 0xffff)).isEqualTo(hex);
    }

    @Test
    void comeBackAsTheyWere() {
        for (int bits = 0; bits < HALVES; bits++) {
            float value = HalfFloats.toFloat((short) bits);
            if (Float.isNaN(value)) {
                assertThat(HalfFloats.toFloat(HalfFloats.of(value))).isNaN();
            } else {
                assertThat(HalfFloats.of(value) & 0xffff).isEqualTo(bits);
            }
        }
    }

    @Test
    void areOffByTwoToTheMinusTwelveWhereHiddenVectorsAre() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 100_000; i++) {
            float value = (float) random.nextDouble(-1, 1);
            assertThat(HalfFloats.toFloat(HalfFloats.of(value)) - value).isBetween(-0x1p-12f, 0x1p-12f);
        }
    }
}
