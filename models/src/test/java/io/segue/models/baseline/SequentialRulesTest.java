package io.segue.models.baseline;

import static io.segue.models.baseline.Sessions.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.Retriever;
import io.segue.models.training.TrainingSet;
import org.junit.jupiter.api.Test;

class SequentialRulesTest extends RetrieverContract {
    @Override
    Retriever fit(TrainingSet data) {
        return SequentialRules.fit(data, SequentialRulesSettings.DEFAULT);
    }

    @Test
    void countsLessWhatCameLater() {
        // b one step after a, twice: 2. c and d two steps after it, once each: 1/2.
        assertThat(fit(Sessions.three()).propose(session(300, "a"), 10))
                .containsExactly(new ScoredItem("b", 2), new ScoredItem("c", 0.5f), new ScoredItem("d", 0.5f));
    }

    @Test
    void countsNothingBeyondItsSteps() {
        assertThat(SequentialRules.fit(Sessions.three(), new SequentialRulesSettings(1, 10))
                        .propose(session(300, "a"), 10))
                .containsExactly(new ScoredItem("b", 2));
    }

    @Test
    void leavesOutAnItemThatComesBackToItselfWhereRepeatsAreCollapsed() {
        // a, b, a: one step a to b, one step b to a, two steps a to a.
        assertThat(fit(Sessions.collapsed(session(0, "a", "b", "a"))).propose(session(9, "a"), 10))
                .containsExactly(new ScoredItem("b", 1));
        assertThat(fit(Sessions.withRepeats(session(0, "a", "b", "a"))).propose(session(9, "a"), 10))
                .containsExactly(new ScoredItem("b", 1), new ScoredItem("a", 0.5f));
    }
}
