package io.segue.models.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.rank.LiveReplay;
import io.segue.models.rank.RankQuery;
import io.segue.models.training.TrainingSet;
import io.segue.models.training.TrainingTurn;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.live.LiveSettings;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SliceTallyTest {
    private static final long T0_MS = 1_600_000_000_000L;

    private final LiveReplay replay = new LiveReplay(LiveSettings.DEFAULT, ItemCatalogue.EMPTY);
    private final SliceTally tally = new SliceTally(new TrainingSet(
            List.of(session("ann", 0, "boots", "hat"), session("bob", 1_000, "boots", "scarf")),
            ItemCatalogue.EMPTY,
            true));

    @Test
    void countsWhereTheNextItemStandsInEachList() {
        play(session("cid", 10_000, "hat", "boots", "scarf"), List.of("boots", "scarf"), List.of("scarf", "boots"));

        SliceFigures figures = tally.figures();
        assertThat(figures.predictions()).isEqualTo(2);
        assertThat(figures.fromMs()).isEqualTo(T0_MS + 10_000);
        assertThat(figures.untilMs()).isEqualTo(T0_MS + 10_001);
        SliceFigures.Source model = figures.sources().get(0);
        assertThat(model.name()).isEqualTo("session model");
        assertThat(model.recallCurve()).hasSize(SliceTally.CUTOFF).startsWith(0.5, 1.0, 1.0);
        assertThat(model.mrr()).isEqualTo((1 + 1.0 / 2) / 2);
        assertThat(figures.sources().get(1).recallCurve()).startsWith(0.5, 1.0);
    }

    @Test
    void comparesWithWhatIsPopularAtThatMomentWithoutTheItemJustSeen() {
        for (int i = 0; i < 3; i++) {
            play(session("u" + i, 10_000 + i, "boots"), List.of(), List.of());
        }

        play(session("cid", 20_000, "hat", "boots"), List.of(), List.of());

        SliceFigures figures = tally.figures();
        assertThat(figures.predictions())
                .as("sessions of one event ask nothing")
                .isEqualTo(1);
        SliceFigures.Source popular = figures.sources().get(3);
        assertThat(popular.name()).isEqualTo("popular now");
        assertThat(popular.recallCurve().get(0)).isEqualTo(1);
        assertThat(popular.lists().coverage()).as("of three known items").isEqualTo(1.0 / 3);
        assertThat(figures.sources().get(0).recall()).isZero();
    }

    @Test
    void hasNoFiguresOfAPartWithoutANextItem() {
        play(session("cid", 20_000, "hat"), List.of("boots"), List.of());

        assertThat(tally.figures().sources()).isEmpty();
    }

    private void play(UserSession session, List<String> model, List<String> similar) {
        for (TrainingTurn turn : TrainingTurn.inTimeOrder(List.of(session))) {
            RankQuery query = replay.turn(turn.userId(), turn.sessionId(), turn.tail(), scored(model), scored(similar));
            tally.onTurn(turn, query, replay.items());
        }
    }

    private static List<ScoredItem> scored(List<String> itemIds) {
        List<ScoredItem> list = new ArrayList<>();
        itemIds.forEach(itemId -> list.add(new ScoredItem(itemId, -list.size())));
        return list;
    }

    private static UserSession session(String userId, long startMs, String... itemIds) {
        List<SessionEvent> events = new ArrayList<>();
        Stream.of(itemIds)
                .forEach(itemId ->
                        events.add(new SessionEvent(itemId, InteractionType.VIEW, T0_MS + startMs + events.size())));
        return new UserSession(userId, "s" + startMs, new SessionTail(events, ContextFeatures.NO_PRECEDING));
    }
}
