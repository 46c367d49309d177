package io.segue.models.baseline;

import static io.segue.models.baseline.Sessions.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.Retriever;
import io.segue.models.training.TrainingSet;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PopularityTest extends RetrieverContract {
    @Override
    Retriever fit(TrainingSet data) {
        return Popularity.fit(data, PopularitySettings.DEFAULT);
    }

    @Test
    void countsEvents() {
        assertThat(fit(Sessions.three()).propose(session(300, "d"), 10))
                .containsExactly(new ScoredItem("b", 3), new ScoredItem("a", 2), new ScoredItem("c", 2));
    }

    @Test
    void countsTheEventsOfItsWindowOnly() {
        PopularitySettings lastMinutes = new PopularitySettings(Duration.ofSeconds(100));

        // The newest event is at 201 s, so the window begins with b at 101 s.
        assertThat(Popularity.fit(Sessions.three(), lastMinutes).propose(session(300, "a"), 10))
                .containsExactly(new ScoredItem("b", 2), new ScoredItem("c", 1), new ScoredItem("d", 1));
    }

    @Test
    void canProposeTheItemJustSeenWhereRepeatsAreKept() {
        assertThat(fit(Sessions.withRepeats(session(0, "a", "a", "b"))).propose(session(9, "a"), 1))
                .containsExactly(new ScoredItem("a", 2));
    }

    @Test
    void refusesAnEmptyWindow() {
        assertThatThrownBy(() -> new PopularitySettings(Duration.ZERO))
                .hasMessage("segue.baseline.popularity.window is PT0S, but must be within (PT0S, PT876000H]");
    }
}
