package io.segue.models.baseline;

import static io.segue.models.baseline.Sessions.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.Retriever;
import io.segue.models.training.TrainingSet;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StanTest extends RetrieverContract {
    private static final Duration AGE = Duration.ofSeconds(100);
    private static final StanSettings AS_PUBLISHED = new StanSettings(100, 100, 20, 1, AGE, 1, 0, 0.5, 1, false);

    @Override
    Retriever fit(TrainingSet data) {
        return Stan.fit(data, StanSettings.DEFAULT);
    }

    /** The session a at 301 s, b at 302 s. */
    private static List<ScoredItem> propose(StanSettings settings) {
        return Stan.fit(Sessions.three(), settings).propose(session(301, "a", "b"), 10);
    }

    @Test
    void weighsItemsAgeAndDistance() {
        List<ScoredItem> items = propose(AS_PUBLISHED);

        // b weighs 1, a e^-1 = 0.3679. Similar: abc, which ended at 2 s, 1.3679 / sqrt(3) * e^-3 = 0.03932;
        // abd, at 102 s, 1.3679 / sqrt(3) * e^-2 = 0.10688; bc, at 201 s, 1 / sqrt(2) * e^-1.01 = 0.25754.
        // Every other item of them is next to b, the newest shared one: times e^-1.
        assertThat(items).extracting(ScoredItem::itemId).containsExactly("c", "a", "d");
        assertThat(items.get(0).score()).as("(abc + bc) / e").isCloseTo(0.10921f, within(1e-5f));
        assertThat(items.get(1).score()).as("(abc + abd) / e").isCloseTo(0.05378f, within(1e-5f));
        assertThat(items.get(2).score()).as("abd / e").isCloseTo(0.03932f, within(1e-5f));
    }

    @Test
    void countsLessWhatIsFarFromTheSharedItem() {
        TrainingSet data = Sessions.collapsed(session(0, "a", "b", "c", "d"));
        List<ScoredItem> items = Stan.fit(data, AS_PUBLISHED).propose(session(3, "a"), 10);

        // One session, 1 / sqrt(4) similar, no older than the current one. b, c and d are 1, 2 and 3 places off.
        assertThat(items).extracting(ScoredItem::itemId).containsExactly("b", "c", "d");
        assertThat(items.get(0).score()).as("e^-1 / 2").isCloseTo(0.18394f, within(1e-5f));
        assertThat(items.get(1).score()).as("e^-2 / 2").isCloseTo(0.06767f, within(1e-5f));
        assertThat(items.get(2).score()).as("e^-3 / 2").isCloseTo(0.02489f, within(1e-5f));
    }

    @Test
    void countsFromTheSharedItemWhereItWasSeenLast() {
        TrainingSet data = Sessions.collapsed(session(0, "a", "c", "d", "e", "a", "b"));

        assertThat(Stan.fit(data, AS_PUBLISHED).propose(session(3, "a"), 10))
                .as("b and e are next to the second a, c is further from it than d")
                .extracting(ScoredItem::itemId)
                .containsExactly("b", "e", "d", "c");
    }

    @Test
    void keepsTheFloorAtAnyDistance() {
        StanSettings level = new StanSettings(100, 100, 20, 1, AGE, 1, 1, 0.5, 1, false);
        TrainingSet data = Sessions.collapsed(session(0, "a", "b", "c", "d"));

        assertThat(Stan.fit(data, level).propose(session(3, "a"), 10))
                .containsExactly(new ScoredItem("b", 0.5f), new ScoredItem("c", 0.5f), new ScoredItem("d", 0.5f));
    }

    @Test
    void raisesTheSimilarityToItsPower() {
        StanSettings square = new StanSettings(100, 100, 20, 1, AGE, 1, 1, 0, 2, false);
        TrainingSet data = Sessions.collapsed(session(0, "a", "b", "c"), session(0, "b", "d", "e"));

        // Both end at the same time. abc shares b and a, (1 + e^-1)^2 = 1.8711; bde shares b, 1. No length, no
        // distance.
        List<ScoredItem> items = Stan.fit(data, square).propose(session(1, "a", "b"), 10);
        assertThat(items).extracting(ScoredItem::itemId).containsExactly("a", "c", "d", "e");
        assertThat(items.get(0).score()).isCloseTo(1.87109f, within(1e-5f));
        assertThat(items.get(2).score()).isEqualTo(1);
    }

    @Test
    void takesASessionNewerThanTheEventAsNew() {
        TrainingSet data = Sessions.collapsed(session(1_000, "a", "b"));

        assertThat(Stan.fit(data, AS_PUBLISHED)
                        .propose(session(0, "a"), 10)
                        .get(0)
                        .score())
                .as("e^-1 / sqrt(2)")
                .isCloseTo(0.26013f, within(1e-5f));
    }
}
