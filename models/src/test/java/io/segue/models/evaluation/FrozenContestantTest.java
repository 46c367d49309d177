package io.segue.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.recommender.ModelRetriever;
import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.Scorer;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.feature.StepInput;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrozenContestantTest {
    private final Echo echo = new Echo();

    @Test
    void asksOnceABundleAndReplaysTheWholeSessionOfEachTurnThatIsAsked() {
        try (FrozenContestant contestant = contestant(true)) {
            List<List<ScoredItem>> lists =
                    contestant.play(List.of(turn(true, "a", "b"), turn(false, "x"), turn(true, "c")), 5);

            assertThat(lists)
                    .extracting(list -> list.isEmpty() ? "" : list.get(0).itemId())
                    .containsExactly("b", "", "c");
        }
        assertThat(echo.calls).hasSize(1);
        assertThat(echo.calls.get(0).get(0).inputs())
                .extracting(StepInput::itemId)
                .containsExactly("a", "b");
        assertThat(echo.calls.get(0))
                .allSatisfy(request -> assertThat(request.hidden()).isEmpty());
    }

    @Test
    void leavesTheItemJustSeenOutOnlyWhereItIsNeverTheNextOne() {
        contestant(true).play(List.of(turn(true, "a", "b")), 5);
        contestant(false).play(List.of(turn(true, "a", "b")), 5);

        assertThat(echo.calls).extracting(call -> call.get(0).excludedItemId()).containsExactly("b", "");
    }

    @Test
    void asksNothingWhereNothingIsAsked() {
        contestant(true).play(List.of(turn(false, "a")), 5);

        assertThat(echo.calls).isEmpty();
    }

    @Test
    void closesItsModel() {
        contestant(true).close();

        assertThat(echo.closed).containsExactly("scorer", "model");
    }

    @Test
    void closesTheModelThatItCannotTellTheCatalogue() {
        ItemCatalogue catalogue = new ItemCatalogue(Map.of("hat", ItemContent.UNKNOWN));

        assertThatThrownBy(() -> new ModelRetriever(echo, catalogue, true, List.of()))
                .isInstanceOf(AssertionError.class);

        assertThat(echo.closed).hasSize(1);
    }

    private FrozenContestant contestant(boolean excludesNewest) {
        return new FrozenContestant(new ModelRetriever(echo, ItemCatalogue.EMPTY, excludesNewest, List.of()));
    }

    private static Turn turn(boolean isAsked, String... itemIds) {
        SessionTail tail = SessionTail.EMPTY;
        for (String itemId : itemIds) {
            tail = tail.append(new SessionEvent(itemId, InteractionType.VIEW, 1_700_000_000_000L), 10);
        }
        assertThat(tail.precedingTimestampMs()).isEqualTo(ContextFeatures.NO_PRECEDING);
        return new Turn("ann", "s", tail, isAsked);
    }

    /** Proposes the last input, and remembers its calls. */
    private static final class Echo implements NextItemModel, Scorer {
        final List<List<ModelRequest>> calls = new ArrayList<>();
        final List<String> closed = new ArrayList<>();
        private boolean scorerClosed;

        @Override
        public String version() {
            return "echo";
        }

        @Override
        public int hiddenSize() {
            return 1;
        }

        @Override
        public int itemsCount() {
            return 1;
        }

        @Override
        public String deviceName() {
            return "cpu";
        }

        @Override
        public Scorer newScorer() {
            return this;
        }

        @Override
        public void setAvailable(String itemId, boolean available) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setContent(String itemId, ItemContent content) {
            throw new AssertionError("no item was announced");
        }

        @Override
        public List<ModelAnswer> recommend(List<ModelRequest> batch, int count) {
            calls.add(batch);
            return batch.stream()
                    .map(request ->
                            request.inputs().get(request.inputs().size() - 1).itemId())
                    .map(itemId -> new ModelAnswer(new float[] {0}, List.of(new ScoredItem(itemId, 1))))
                    .toList();
        }

        @Override
        public void close() {
            closed.add(scorerClosed ? "model" : "scorer");
            scorerClosed = true;
        }
    }
}
