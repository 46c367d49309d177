package io.segue.models.baseline;

import static io.segue.models.baseline.Sessions.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.Retriever;
import io.segue.models.training.TrainingSet;
import io.segue.state.session.SessionTail;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BprMfTest extends RetrieverContract {
    private static final BprMfSettings SMALL = new BprMfSettings(8, 20, 0.1, 0.003, 3, 42);

    @Override
    Retriever fit(TrainingSet data) {
        return BprMf.fit(data, SMALL);
    }

    @Test
    void learnsWhichItemsGoTogetherAndWhichComeNext() {
        SessionTail[] sessions = IntStream.range(0, 200)
                .mapToObj(i -> i % 2 == 0 ? session(i, "hat", "scarf", "glove") : session(i, "pan", "pot", "lid"))
                .toArray(SessionTail[]::new);
        Retriever retriever = fit(Sessions.collapsed(sessions));

        assertThat(retriever.propose(session(300, "hat"), 1))
                .extracting(ScoredItem::itemId)
                .containsExactly("scarf");
        assertThat(retriever.propose(session(300, "hat", "scarf"), 1))
                .extracting(ScoredItem::itemId)
                .containsExactly("glove");
        assertThat(retriever.propose(session(300, "pan", "pot"), 1))
                .extracting(ScoredItem::itemId)
                .containsExactly("lid");
    }

    @Test
    void learnsOtherFactorsFromAnotherSeed() {
        BprMfSettings otherSeed = new BprMfSettings(8, 20, 0.1, 0.003, 3, 43);

        assertThat(BprMf.fit(Sessions.three(), otherSeed).propose(session(300, "a"), 3))
                .isNotEqualTo(BprMf.fit(Sessions.three(), SMALL).propose(session(300, "a"), 3));
    }

    @Test
    void proposesNothingToASessionOfUnknownItems() {
        assertThat(fit(Sessions.three()).propose(session(300, "x"), 10)).isEmpty();
    }
}
