package io.segue.operators.retrain;

import io.segue.state.release.Release;
import java.util.List;

/**
 * What a round gave.
 *
 * @param releases to be published in this order; none where the round was skipped
 * @param summary in words, with the numbers
 * @param corruptFiles of the session log, which were passed over
 */
public record RoundResult(List<Release> releases, String summary, int corruptFiles) {
    public RoundResult {
        releases = List.copyOf(releases);
    }

    public boolean isSkipped() {
        return releases.isEmpty();
    }
}
