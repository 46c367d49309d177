package io.segue.models.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.segue.models.gate.Verdict.Outcome;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    private static final Release CANDIDATE = new Release(
            "shop", "v2", ReleaseState.CANDIDATE, "/models/v2", "ab".repeat(32), 1, Map.of("loss", 0.5), Map.of(), 2);

    private static Verdict verdict(Outcome outcome) {
        return new Verdict(
                outcome, "v1", new TreeMap<>(Map.of("mrrAt20.p", 0.25)), List.of("not better", "not slower"));
    }

    @ParameterizedTest
    @CsvSource({"PROMOTED, CHAMPION", "REJECTED, REJECTED", "UNDECIDED, CANDIDATE"})
    void putsTheReleaseIntoItsState(Outcome outcome, ReleaseState state) {
        assertThat(verdict(outcome).on(CANDIDATE).state()).isEqualTo(state);
    }

    @Test
    void putsAllFiguresAndReasonsIntoTheRelease() {
        Release release = verdict(Outcome.REJECTED).on(CANDIDATE);

        assertThat(release.metrics()).containsOnly(entry("loss", 0.5), entry("gate.mrrAt20.p", 0.25));
        assertThat(release.gate())
                .containsOnly(
                        entry("verdict", "rejected"),
                        entry("against", "v1"),
                        entry("reason1", "not better"),
                        entry("reason2", "not slower"));
        assertThat(release.reason()).isEqualTo("not better; not slower");
    }
}
