package io.segue.state.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.interaction.InteractionType;
import io.segue.state.live.ServedList.Shown;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.Source;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.TurnPlace;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankerStateTest {
    private static final RankerState SEEN = RankerState.NEW
            .opened("s1", true)
            .plus(
                    new SessionEvent("shoe", InteractionType.VIEW, 1),
                    List.of(new Neighbour("hat", 1, 1, 1, "shoe")),
                    LiveSettings.DEFAULT)
            .answered(
                    new ServedList(
                            "shoe",
                            List.of(new Shown("hat", Source.GRU)),
                            new ModelVersion("v1", ModelVersion.CHAMPION),
                            List.of()),
                    10)
            .at(new TurnPlace(1, 1));

    @Test
    void goesOnWithItsSession() {
        assertThat(SEEN.opened("s1", false)).isSameAs(SEEN);
    }

    @Test
    void keepsOnlyHistoryAndImpressionsInANewSession() {
        RankerState other = SEEN.opened("s2", false);

        assertThat(other)
                .isEqualTo(new RankerState(
                        "s2",
                        SessionNeighbours.NONE,
                        SEEN.history(),
                        ServedList.NONE,
                        SEEN.impressions(),
                        SEEN.newest()));
        assertThat(other.impressions().of("hat")).isOne();
        assertThat(other.history().of("shoe")).isPresent();
    }

    @Test
    void startsAnewWhenASessionOfTheSameNameIsOpenedAgain() {
        assertThat(SEEN.opened("s1", true).neighbours()).isEqualTo(SessionNeighbours.NONE);
        assertThat(SEEN.opened("s1", true).served().isEmpty()).isTrue();
    }

    @Test
    void forgetsTheImpressionsOfAnItemThatTheUserReactsTo() {
        RankerState next =
                SEEN.plus(new SessionEvent("hat", InteractionType.CLICK, 2), List.of(), LiveSettings.DEFAULT);

        assertThat(next.impressions()).isEqualTo(Impressions.NONE);
    }

    @Test
    void remembersNoImpressionsWhereNothingDependsOnThem() {
        assertThat(SEEN.answered(SEEN.served(), 0).impressions()).isEqualTo(Impressions.NONE);
    }

    @Test
    void knowsWhichTurnsItHasOvertaken() {
        assertThat(RankerState.NEW.hasOvertaken(new TurnPlace(0, 1))).isFalse();
        assertThat(SEEN.hasOvertaken(new TurnPlace(0, 1))).isTrue();
        assertThat(SEEN.hasOvertaken(new TurnPlace(1, 1))).isFalse();
        assertThat(SEEN.hasOvertaken(new TurnPlace(1, 2))).isFalse();
    }

    @Test
    void takesFromAnOvertakenTurnOfItsSessionAllButTheList() {
        RankerState answered = bought("hat", SEEN.opened("s1", false));

        assertThat(SEEN.plusOvertaken(answered))
                .isEqualTo(new RankerState(
                        "s1",
                        answered.neighbours(),
                        answered.history(),
                        SEEN.served(),
                        answered.impressions(),
                        SEEN.newest()));
    }

    @Test
    void takesFromAnOvertakenTurnOfAnotherSessionWhatIsTheUsers() {
        RankerState answered = bought("hat", SEEN.opened("s0", false));

        assertThat(SEEN.plusOvertaken(answered))
                .isEqualTo(new RankerState(
                        "s1",
                        SEEN.neighbours(),
                        answered.history(),
                        SEEN.served(),
                        answered.impressions(),
                        SEEN.newest()));
    }

    private static RankerState bought(String itemId, RankerState found) {
        return found.plus(
                        new SessionEvent(itemId, InteractionType.PURCHASE, 0),
                        List.of(new Neighbour("bag", 1, 1, 1, itemId)),
                        LiveSettings.DEFAULT)
                .answered(ServedList.NONE, 10);
    }

    @Test
    void addsUpTheNeighboursOfTheSession() {
        RankerState next = SEEN.plus(
                new SessionEvent("sock", InteractionType.VIEW, 2),
                List.of(new Neighbour("bag", 1, 1, 1, "sock")),
                LiveSettings.DEFAULT);

        assertThat(next.neighbours().neighbours()).extracting(Neighbour::itemId).containsExactly("bag", "hat");
        assertThat(next.history().items()).hasSize(2);
        assertThat(next.served()).as("until the next answer").isEqualTo(SEEN.served());
    }
}
