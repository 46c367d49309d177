package io.segue.state.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KnownDeltasTest {
    private final KnownDeltas known = new KnownDeltas();

    private static Delta delta(String version, int number, int from) {
        return new Delta("shop", version, number, from, "/deltas/" + number, "0".repeat(64), 0, 0);
    }

    private void knows(Delta... deltas) {
        for (Delta delta : deltas) {
            known.add(delta);
        }
    }

    private List<Integer> after(int state) {
        return known.after("v1", state).stream().map(Delta::number).toList();
    }

    private List<Integer> remembered() {
        return known.records().stream().map(record -> ((Delta) record).number()).toList();
    }

    @Test
    void leadsOnInOrderWhateverTheOrderOfArrival() {
        knows(delta("v1", 3, 2), delta("v1", 1, 0), delta("v1", 2, 1));

        assertThat(after(0)).containsExactly(1, 2, 3);
        assertThat(after(2)).containsExactly(3);
        assertThat(after(3)).isEmpty();
    }

    @Test
    void waitsAtAGapUntilACompleteOneComes() {
        knows(delta("v1", 3, 2), delta("v1", 4, 3));
        assertThat(after(1)).isEmpty();
        assertThat(known.waiting("v1", 1)).isEqualTo(2);

        knows(delta("v1", 5, 0), delta("v1", 6, 5));

        assertThat(after(1)).containsExactly(5, 6);
        assertThat(known.waiting("v1", 1)).isZero();
    }

    @Test
    void takesTheLongestSteps() {
        knows(delta("v1", 1, 0), delta("v1", 2, 1), delta("v1", 3, 2), delta("v1", 4, 1), delta("v1", 5, 4));

        assertThat(after(1)).containsExactly(4, 5);
    }

    @Test
    void startsLateWithWhatACompactedTopicKeeps() {
        for (int number = 25; number <= 40; number++) {
            knows(delta("v1", number, number == 32 ? 0 : number - 1));
        }

        assertThat(after(0)).containsExactly(32, 33, 34, 35, 36, 37, 38, 39, 40);
    }

    @Test
    void remembersWhatARestartNeeds() {
        knows(delta("v1", 1, 0), delta("v1", 2, 1), delta("v1", 3, 0), delta("v1", 4, 3), delta("v1", 9, 8));

        known.applied("v1", 2);
        assertThat(remembered()).containsExactly(1, 2, 3, 4, 9);
        known.applied("v1", 4);
        assertThat(remembered()).containsExactly(3, 4, 9);
    }

    @Test
    void forgetsWhatIsRefused() {
        knows(delta("v1", 1, 0), delta("v1", 2, 1), delta("v1", 3, 1));

        known.refuse(delta("v1", 3, 1));

        assertThat(after(0)).containsExactly(1, 2);
    }

    @Test
    void knowsNoDeltaOfAVersionThatWasWithdrawn() {
        knows(delta("v1", 1, 0), delta("v2", 1, 0));

        known.add(new Withdrawal("shop", "v1", 0, "worse"));
        knows(delta("v1", 2, 0));

        assertThat(known.isWithdrawn("v1")).isTrue();
        assertThat(after(0)).isEmpty();
        assertThat(known.after("v2", 0)).hasSize(1);
        assertThat(known.records()).hasSize(2);
    }

    @Test
    void staysBounded() {
        for (int version = 0; version < 200; version++) {
            for (int number = 1; number <= 70; number++) {
                knows(delta("v" + version, number, number - 1));
            }
            known.add(new Withdrawal("shop", "w" + version, 0, "worse"));
        }

        assertThat(known.records())
                .hasSize(KnownDeltas.VERSIONS_MAX * KnownDeltas.DELTAS_MAX + KnownDeltas.WITHDRAWN_MAX);
        assertThat(known.after("v199", 6)).hasSize(64).last().isEqualTo(delta("v199", 70, 69));
        assertThat(known.isWithdrawn("w199")).isTrue();
    }
}
