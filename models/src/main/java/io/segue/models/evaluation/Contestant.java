package io.segue.models.evaluation;

import io.segue.models.proposal.ScoredItem;
import java.util.List;

/** A trained model under test. It hears of the test events in order of time, and is asked for the list after each. */
public interface Contestant extends AutoCloseable {
    /**
     * Plays the next turns. The list of a turn may know the turns before it and its own event, never a later one.
     *
     * @param turns in order of event time, one call going on where the last one ended; bundles of at most some 100
     * @param count length of the lists
     * @return one list a turn, best first, scores not increasing; empty for a turn that is not asked
     */
    List<List<ScoredItem>> play(List<Turn> turns, int count);

    @Override
    void close();
}
