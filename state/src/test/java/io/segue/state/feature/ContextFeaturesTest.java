package io.segue.state.feature;

import static io.segue.state.interaction.InteractionType.CLICK;
import static io.segue.state.interaction.InteractionType.PURCHASE;
import static io.segue.state.interaction.InteractionType.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.interaction.InteractionType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextFeaturesTest {
    private static final long NOON = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();

    @Test
    void numbersTheTypesInTheOrderThatModelsWereTrainedWith() {
        assertThat(typeOf(CLICK)).isEqualTo(0);
        assertThat(typeOf(VIEW)).isEqualTo(1);
        assertThat(typeOf(PURCHASE)).isEqualTo(2);
    }

    private static int typeOf(InteractionType type) {
        return ContextFeatures.of(type, NOON, ContextFeatures.NO_PRECEDING).type();
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0, 3",
        "2000-01-01T00:00:00Z, 0, 5",
        "2024-02-29T23:59:59.999Z, 23, 3",
        "2026-11-22T10:15:30Z, 10, 6",
        "2026-11-22T23:59:59.999Z, 23, 6",
        "2026-11-23T00:00:00Z, 0, 0",
        "2026-11-23T00:30:00+01:00, 23, 6",
    })
    void readsHourAndWeekdayInUtcFromMonday(String when, int hourOfDay, int dayOfWeek) {
        long timestampMs = ZonedDateTime.parse(when).toInstant().toEpochMilli();

        ContextFeatures features = ContextFeatures.of(CLICK, timestampMs, ContextFeatures.NO_PRECEDING);

        assertThat(features.hourOfDay()).isEqualTo(hourOfDay);
        assertThat(features.dayOfWeek()).isEqualTo(dayOfWeek);
    }

    @Test
    void agreesWithTheCalendarOverACentury() {
        Random random = new Random(1);
        long from = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
        long until = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();
        for (int i = 0; i < 10_000; i++) {
            long timestampMs = random.nextLong(from, until);
            ZonedDateTime utc = Instant.ofEpochMilli(timestampMs).atZone(ZoneOffset.UTC);

            ContextFeatures features = ContextFeatures.of(VIEW, timestampMs, ContextFeatures.NO_PRECEDING);

            assertThat(features.hourOfDay()).as("%s", utc).isEqualTo(utc.getHour());
            assertThat(features.dayOfWeek())
                    .as("%s", utc)
                    .isEqualTo(utc.getDayOfWeek().getValue() - 1);
        }
    }

    @Test
    void hasABinOfItsOwnForTheFirstInteraction() {
        assertThat(ContextFeatures.of(CLICK, NOON, ContextFeatures.NO_PRECEDING).gapBin())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "999, 1",
        "1000, 2",
        "2999, 2",
        "3000, 3",
        "6999, 3",
        "7000, 4",
        "60000, 6",
        "1800000, 11",
        "8190999, 13",
        "8191000, 14",
        "16382999, 14",
        "16383000, 15",
        "86400000, 15",
        "31536000000, 15",
    })
    void doublesTheWidthOfEachGapBin(long gapMs, int gapBin) {
        assertThat(ContextFeatures.of(CLICK, NOON, NOON - gapMs).gapBin()).isEqualTo(gapBin);
    }

    @ParameterizedTest
    @CsvSource({"1", "60000", "86400000"})
    void treatsAnEventOutOfOrderAsOneWithoutDelay(long aheadMs) {
        assertThat(ContextFeatures.of(CLICK, NOON, NOON + aheadMs).gapBin()).isEqualTo(1);
    }
}
