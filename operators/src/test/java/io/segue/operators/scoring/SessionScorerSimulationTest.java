package io.segue.operators.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.operators.fixture.Backend;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To replay a failure, run its seed again: it fails at the same step. */
class SessionScorerSimulationTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void keepsItsPromisesOnTheHeap(long seed) {
        live(seed, Backend.HEAP, 2_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void keepsItsPromisesOnRocksDb(long seed) {
        live(seed, Backend.ROCKSDB, 400);
    }

    private static void live(long seed, Backend backend, int steps) {
        int step = 0;
        try (var simulation = new ScorerSimulation(seed, backend)) {
            for (; step < steps; step++) {
                simulation.step();
            }
            assertThat(simulation.crashes()).as("crashes").isPositive();
            assertThat(simulation.modelsAsked()).as("models that answered").isGreaterThan(1);
        } catch (AssertionError | Exception broken) {
            throw new AssertionError(
                    "seed " + seed + " on " + backend + ", step " + step + ": " + broken.getMessage(), broken);
        }
    }
}
