package io.segue.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.recommender.ModelRetriever;
import io.segue.models.serving.FakeModel;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.feature.StepInput;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetrieverContestantTest {
    private final FakeModel echo = FakeModel.echo();

    @Test
    void asksOnceABundleAndReplaysTheWholeSessionOfEachTurnThatIsAsked() {
        try (RetrieverContestant contestant = contestant(true)) {
            List<List<ScoredItem>> lists =
                    contestant.play(List.of(turn(true, "a", "b"), turn(false, "x"), turn(true, "c")), 5);

            assertThat(lists)
                    .extracting(list -> list.isEmpty() ? "" : list.get(0).itemId())
                    .containsExactly("b", "", "c");
        }
        assertThat(echo.calls()).hasSize(1);
        assertThat(echo.calls().get(0).get(0).inputs())
                .extracting(StepInput::itemId)
                .containsExactly("a", "b");
        assertThat(echo.calls().get(0))
                .allSatisfy(request -> assertThat(request.hidden()).isEmpty());
    }

    @Test
    void leavesTheItemJustSeenOutOnlyWhereItIsNeverTheNextOne() {
        contestant(true).play(List.of(turn(true, "a", "b")), 5);
        contestant(false).play(List.of(turn(true, "a", "b")), 5);

        assertThat(echo.calls())
                .extracting(call -> call.get(0).excludedItemId())
                .containsExactly("b", "");
    }

    @Test
    void asksNothingWhereNothingIsAsked() {
        contestant(true).play(List.of(turn(false, "a")), 5);

        assertThat(echo.calls()).isEmpty();
    }

    @Test
    void closesItsModel() {
        contestant(true).close();

        assertThat(echo.closed()).containsExactly("scorer", "model");
    }

    @Test
    void closesTheModelThatItCannotTellTheCatalogue() {
        ItemCatalogue catalogue = new ItemCatalogue(Map.of("hat", ItemContent.UNKNOWN));

        assertThatThrownBy(() -> new ModelRetriever(echo, catalogue, true, List.of()))
                .isInstanceOf(UnsupportedOperationException.class);

        assertThat(echo.closed()).hasSize(1);
    }

    private RetrieverContestant contestant(boolean excludesNewest) {
        return new RetrieverContestant(new ModelRetriever(echo, ItemCatalogue.EMPTY, excludesNewest, List.of()));
    }

    private static Turn turn(boolean isAsked, String... itemIds) {
        SessionTail tail = SessionTail.EMPTY;
        for (String itemId : itemIds) {
            tail = tail.append(new SessionEvent(itemId, InteractionType.VIEW, 1_700_000_000_000L), 10);
        }
        assertThat(tail.precedingTimestampMs()).isEqualTo(ContextFeatures.NO_PRECEDING);
        return new Turn("ann", "s", tail, isAsked);
    }
}
