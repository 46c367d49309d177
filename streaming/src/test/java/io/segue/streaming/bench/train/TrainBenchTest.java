package io.segue.streaming.bench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.streaming.bench.Machine;
import io.segue.streaming.bench.Peer;
import io.segue.streaming.bench.Spread;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class TrainBenchTest {
    private static final TrainSettings SMALL = new TrainSettings(50, 8, List.of(10), 20, 1_000, 5);

    @Test
    void takesTurnsWithThePeerAndMeasuresTheCeiling() {
        Peer peer = new Peer("echo \"{\\\"events_per_s\\\": $SEGUE_BATCH$SEGUE_STEPS}\"");

        TrainFigures figures = new TrainBench(SMALL, Optional.of(peer)).run(() -> false, line -> {});

        assertThat(figures.cells()).singleElement().satisfies(cell -> {
            assertThat(cell.eventsPerSecond().values()).hasSize(5).allMatch(rate -> rate > 0);
            assertThat(cell.gemmGigaflops().values()).hasSize(5).allMatch(rate -> rate > 0);
            assertThat(cell.peer().orElseThrow().values()).hasSize(5).containsOnly(10_100.0);
            assertThat(cell.candidates()).isBetween(10.0, 30.0);
        });
    }

    @Test
    void endsWhenItIsAskedTo() {
        assertThatThrownBy(() -> new TrainBench(SMALL, Optional.empty()).run(() -> true, line -> {}))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void setsTheRateBesideTheCeilingAndThePeer() {
        TrainCell cell = new TrainCell(
                512,
                100,
                2_000,
                new Spread(List.of(40_000.0, 50_000.0, 60_000.0)),
                new Spread(List.of(45_000.0)),
                new Spread(List.of(150.0)),
                Optional.of(new Spread(List.of(25_000.0))));
        TrainFigures figures = new TrainFigures(SMALL, List.of(cell), new Machine(2, 0.1, "17", 1 << 30, 1 << 30), 1);

        ObjectNode json = new ObjectMapper().createObjectNode();
        figures.writeTo(json);

        // 6 x 2,000 x 100 and 30 x 100 x 100 operations: 1.5 million an event.
        assertThat(json.path("cells").path(0).path("gigaflops").asDouble()).isCloseTo(75, within(1e-6));
        assertThat(json.path("cells").path(0).path("percentOfGemm").asDouble()).isCloseTo(50, within(1e-6));
        assertThat(json.path("cells").path(0).path("ratio").asDouble()).isEqualTo(2);
        assertThat(figures.summary()).contains("50,000", "40%", "2.00");
    }
}
