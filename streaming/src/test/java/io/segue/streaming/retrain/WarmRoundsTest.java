package io.segue.streaming.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.release.Lineage;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseHistory;
import io.segue.state.release.ReleaseState;
import io.segue.streaming.options.WarmSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WarmRoundsTest {
    private static final WarmRounds ROUNDS = new WarmRounds(new WarmSettings(3, 2), "segue");
    private static final long TRAINED_UNTIL_MS = 1_000;

    private final ReleaseHistory history = new ReleaseHistory();
    private int versions;

    private void add(ReleaseState state, String parent) {
        versions++;
        history.add(new Release(
                        "segue",
                        "v" + versions,
                        state,
                        "file:///m",
                        "0".repeat(64),
                        TRAINED_UNTIL_MS,
                        Map.of(),
                        Map.of(),
                        versions)
                .withLineage(new Lineage(0, 1, 1, parent, "", Map.of())));
    }

    private String parent() {
        return ROUNDS.parent(history, TRAINED_UNTIL_MS).map(Release::version).orElse("nothing");
    }

    @Test
    void beginsFromNothingFirstAndThenEveryThirdTime() {
        assertThat(parent()).isEqualTo("nothing");
        add(ReleaseState.CHAMPION, "");
        assertThat(parent()).isEqualTo("v1");
        add(ReleaseState.REJECTED, "v1");
        assertThat(parent()).as("the champion, not the newest").isEqualTo("v1");
        add(ReleaseState.CHAMPION, "v1");
        assertThat(parent()).as("the third").isEqualTo("nothing");
        add(ReleaseState.REJECTED, "");
        assertThat(parent()).isEqualTo("v3");
    }

    @Test
    void doesNotGoOnFromOneThatKnowsWhatTheCandidateIsJudgedOn() {
        add(ReleaseState.CHAMPION, "");

        assertThat(ROUNDS.parent(history, TRAINED_UNTIL_MS - 1)).isEmpty();
    }

    @Test
    void alwaysBeginsFromNothingWhereItIsTold() {
        add(ReleaseState.CHAMPION, "");

        assertThat(new WarmRounds(new WarmSettings(1, 2), "segue").parent(history, TRAINED_UNTIL_MS))
                .isEmpty();
    }
}
