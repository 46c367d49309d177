package io.segue.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final long START_MS = 1_700_000_000_000L;
    private static final long RECORDED_MS = 1_500_000_000_000L;

    private long nowMs = START_MS;
    private final List<Interaction> published = new ArrayList<>();
    private final List<Long> publishedAtMs = new ArrayList<>();
    private final List<ReplayProgress> reports = new ArrayList<>();

    @Test
    void publishesEachEventWhenItIsDue() throws InterruptedException {
        replay("60x", EventTimes.asRecorded()).run(log(0, 60_000, 90_000), reports::add);

        assertThat(publishedAtMs).containsExactly(START_MS, START_MS + 1_000, START_MS + 1_500);
        assertThat(published)
                .extracting(Interaction::timestampMs)
                .containsExactly(RECORDED_MS, RECORDED_MS + 60_000, RECORDED_MS + 90_000);
    }

    @Test
    void shrinksTheGapsByTheSpeedWhenEventsHappenAsPlayed() throws InterruptedException {
        replay("60x", EventTimes.asPlayed()).run(log(0, 60_000, 3_600_000), reports::add);

        assertThat(published)
                .extracting(Interaction::timestampMs)
                .as("never ahead of the clock")
                .containsExactly(START_MS, START_MS + 1_000, START_MS + 60_000)
                .isEqualTo(publishedAtMs);
    }

    @Test
    void keepsTheGapsWhenTheLogIsShiftedAsAWhole() throws InterruptedException {
        long byMs = START_MS - (RECORDED_MS + 90_000);

        replay("max", EventTimes.shiftedByMs(byMs)).run(log(0, 60_000, 90_000), reports::add);

        assertThat(published)
                .extracting(Interaction::timestampMs)
                .containsExactly(START_MS - 90_000, START_MS - 30_000, START_MS);
        assertThat(publishedAtMs).as("without waiting").containsOnly(START_MS);
    }

    @Test
    void catchesUpAfterTheGateWasShut() throws InterruptedException {
        InFlightGate shutForTenSeconds = () -> nowMs += published.size() == 1 ? 10_000 : 0;
        Replay replay = new Replay(
                settings("1x", EventTimes.asPlayed()), this::publish, shutForTenSeconds, () -> nowMs, this::sleep);

        replay.run(log(0, 1_000, 2_000, 20_000), reports::add);

        assertThat(publishedAtMs).containsExactly(START_MS, START_MS + 11_000, START_MS + 11_000, START_MS + 20_000);
        assertThat(published)
                .extracting(Interaction::timestampMs)
                .as("when they were due")
                .containsExactly(START_MS, START_MS + 1_000, START_MS + 2_000, START_MS + 20_000);
    }

    @Test
    void publishesAnEventOutOfOrderAtOnce() throws InterruptedException {
        replay("1x", EventTimes.asRecorded()).run(log(0, 5_000, 3_000), reports::add);

        assertThat(publishedAtMs).containsExactly(START_MS, START_MS + 5_000, START_MS + 5_000);
    }

    @Test
    void tellsHowFarItHasComeEverySecondAndAtTheEnd() throws InterruptedException {
        ReplayProgress end = replay("1x", EventTimes.asRecorded()).run(log(0, 400, 1_200, 1_300), reports::add);

        assertThat(reports).extracting(ReplayProgress::published).containsExactly(3L, 4L);
        assertThat(end)
                .isEqualTo(new ReplayProgress(
                        4, Map.of(InteractionType.VIEW, 3L, InteractionType.CLICK, 1L), RECORDED_MS + 1_300));
    }

    @Test
    void stopsWhileItWaits() throws InterruptedException {
        Replay[] replay = new Replay[1];
        replay[0] = new Replay(
                settings("1x", EventTimes.asRecorded()), this::publish, InFlightGate.OPEN, () -> nowMs, nap -> {
                    sleep(nap);
                    replay[0].stop();
                });

        ReplayProgress end = replay[0].run(log(0, 3_600_000), reports::add);

        assertThat(end.published()).isEqualTo(1);
        assertThat(nowMs - START_MS).as("noticed soon").isLessThanOrEqualTo(100);
    }

    @Test
    void endsWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> replay("max", EventTimes.asRecorded()).run(log(0, 1), reports::add))
                .isInstanceOf(InterruptedException.class);
        assertThat(published).isEmpty();
    }

    @Test
    void refusesEventTimesAsPlayedWithoutTimeBetweenEvents() {
        assertThatThrownBy(() -> settings("max", EventTimes.asPlayed()))
                .hasMessage("--speed is max, but must be a factor when event times are those of the"
                        + " replay; at max shift the log as a whole");
    }

    @Test
    void readsASpeedAndSaysHowOneLooks() {
        assertThat(ReplaySpeed.parse("1x")).isEqualTo(ReplaySpeed.REAL_TIME);
        assertThat(ReplaySpeed.parse("0.5x").factor()).isEqualTo(0.5);
        assertThat(ReplaySpeed.parse(" MAX ").isMax()).isTrue();
        for (String wrong : List.of("", "fast", "60", "x", "-1x", "1e3x")) {
            assertThatThrownBy(() -> ReplaySpeed.parse(wrong))
                    .hasMessage("--speed is '" + wrong + "', but must be a factor like 1x or 60x, or max");
        }
        assertThatThrownBy(() -> ReplaySpeed.parse("0x")).hasMessageContaining("at least 0.001x");
    }

    private Replay replay(String speed, EventTimes times) {
        return new Replay(settings(speed, times), this::publish, InFlightGate.OPEN, () -> nowMs, this::sleep);
    }

    private static ReplaySettings settings(String speed, EventTimes times) {
        return ReplaySettings.of(ReplaySpeed.parse(speed), times);
    }

    private void publish(Interaction interaction) {
        published.add(interaction);
        publishedAtMs.add(nowMs);
    }

    private void sleep(Duration duration) {
        nowMs += duration.toMillis();
    }

    /** Views at these distances from the start of the log; the last event is a click. */
    private static Iterator<Interaction> log(long... offsetsMs) {
        List<Interaction> events = new ArrayList<>();
        for (int i = 0; i < offsetsMs.length; i++) {
            InteractionType type = i == offsetsMs.length - 1 ? InteractionType.CLICK : InteractionType.VIEW;
            events.add(new Interaction("e" + i, "ann", "boots", type, RECORDED_MS + offsetsMs[i], "", 0));
        }
        return events.iterator();
    }
}
