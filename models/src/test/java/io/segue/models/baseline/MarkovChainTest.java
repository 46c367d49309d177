package io.segue.models.baseline;

import static io.segue.models.baseline.Sessions.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.Retriever;
import io.segue.models.training.TrainingSet;
import org.junit.jupiter.api.Test;

class MarkovChainTest extends RetrieverContract {
    @Override
    Retriever fit(TrainingSet data) {
        return MarkovChain.fit(data, MarkovChainSettings.DEFAULT);
    }

    @Test
    void countsWhatCameNext() {
        // b, c twice; b, d once.
        assertThat(fit(Sessions.three()).propose(session(300, "a", "b"), 10))
                .containsExactly(new ScoredItem("c", 2), new ScoredItem("d", 1));
    }

    @Test
    void proposesNothingAfterAnItemThatAlwaysCameLast() {
        assertThat(fit(Sessions.three()).propose(session(300, "d"), 10)).isEmpty();
        assertThat(fit(Sessions.three()).propose(session(300, "unknown"), 10)).isEmpty();
    }

    @Test
    void keepsTheMostFrequentSuccessors() {
        assertThat(MarkovChain.fit(Sessions.three(), new MarkovChainSettings(1)).propose(session(300, "b"), 10))
                .containsExactly(new ScoredItem("c", 2));
    }

    @Test
    void canProposeTheItemJustSeenWhereRepeatsAreKept() {
        assertThat(fit(Sessions.withRepeats(session(0, "a", "a", "a", "b"))).propose(session(9, "a"), 10))
                .containsExactly(new ScoredItem("a", 2), new ScoredItem("b", 1));
    }
}
