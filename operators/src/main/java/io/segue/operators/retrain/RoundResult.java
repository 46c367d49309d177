package io.segue.operators.retrain;

import io.segue.state.release.Release;
import java.util.List;

/**
 * What a round gave.
 *
 * @param isSkipped whether there was too little to learn from
 * @param releases to be published in this order; none too where they were published before a restart
 * @param summary in words, with the numbers
 * @param corruptFiles of the session log, which were passed over
 * @param unreadableReleases of the topic, which were passed over
 */
public record RoundResult(
        boolean isSkipped, List<Release> releases, String summary, int corruptFiles, int unreadableReleases) {
    public RoundResult {
        releases = List.copyOf(releases);
    }
}
