package io.segue.models.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.Retriever;
import io.segue.models.training.TrainingSet;
import io.segue.state.session.SessionTail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every retriever keeps to, whatever it learns. */
abstract class RetrieverContract {
    private static final Comparator<ScoredItem> BEST_FIRST =
            Comparator.comparing(ScoredItem::score).reversed().thenComparing(ScoredItem::itemId);
    private static final TrainingSet WALKS = Sessions.collapsed(Sessions.walks(300, 40, 1));
    private static final SessionTail[] ASKED = Sessions.walks(50, 40, 2);

    /** With the settings that the worked examples have, or any. */
    abstract Retriever fit(TrainingSet data);

    @Test
    void proposesBestFirstAndTiesByItemId() {
        Retriever retriever = fit(WALKS);

        for (SessionTail session : ASKED) {
            assertThat(retriever.propose(session, 20)).isNotEmpty().isSortedAccordingTo(BEST_FIRST);
        }
    }

    @Test
    void proposesNoItemTwice() {
        Retriever retriever = fit(WALKS);

        for (SessionTail session : ASKED) {
            assertThat(retriever.propose(session, 40))
                    .extracting(ScoredItem::itemId)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void proposesTheHeadOfTheLongListWhereFewAreWanted() {
        Retriever retriever = fit(WALKS);

        for (SessionTail session : ASKED) {
            List<ScoredItem> all = retriever.propose(session, Integer.MAX_VALUE);
            assertThat(retriever.propose(session, 3)).hasSize(3).isEqualTo(all.subList(0, 3));
        }
    }

    @Test
    void neverProposesTheItemJustSeenWhereRepeatsAreCollapsed() {
        Retriever retriever = fit(WALKS);

        for (SessionTail session : ASKED) {
            assertThat(retriever.propose(session, 40))
                    .extracting(ScoredItem::itemId)
                    .doesNotContain(session.newest().itemId());
        }
    }

    @Test
    void skipsItemsItDoesNotKnow() {
        Retriever retriever = fit(WALKS);

        assertThat(retriever.propose(Sessions.session(0, "unknown-1", "item-7", "unknown-2", "item-9"), 20))
                .isNotEmpty()
                .isEqualTo(retriever.propose(Sessions.session(2, "item-7", "item-9"), 20));
    }

    @Test
    void answersASessionWhoseNewestItemIsUnknown() {
        Retriever retriever = fit(WALKS);

        assertThat(retriever.propose(Sessions.session(0, "item-7", "unknown"), 20))
                .isNotEmpty()
                .isSortedAccordingTo(BEST_FIRST);
    }

    @Test
    void proposesNothingWhereItLearnedNothing() {
        assertThat(fit(Sessions.collapsed()).propose(Sessions.session(0, "item-7"), 20))
                .isEmpty();
    }

    @Test
    void answersAlikeHoweverOftenItIsFitted() {
        Retriever retriever = fit(WALKS);
        Retriever again = fit(WALKS);

        for (SessionTail session : ASKED) {
            assertThat(again.propose(session, 20)).isEqualTo(retriever.propose(session, 20));
        }
    }

    @Test
    void answersFourThreadsAsItAnswersOne() throws Exception {
        Retriever retriever = fit(WALKS);
        List<List<ScoredItem>> expected = answers(retriever);

        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<List<ScoredItem>>>> answers = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                answers.add(threads.submit(() -> answers(retriever)));
            }
            for (Future<List<List<ScoredItem>>> answer : answers) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<List<ScoredItem>> answers(Retriever retriever) {
        List<List<ScoredItem>> answers = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            for (SessionTail session : ASKED) {
                answers.add(retriever.propose(session, 20));
            }
        }
        return answers;
    }
}
