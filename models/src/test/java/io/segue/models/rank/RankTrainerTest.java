package io.segue.models.rank;

import static io.segue.models.rank.Given.MINUTE_MS;
import static io.segue.models.rank.Given.T0_MS;
import static io.segue.models.rank.Given.session;
import static io.segue.models.rank.Given.sessionAt;
import static io.segue.models.rank.Given.sessionsThatReturn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.segue.models.training.TooLittleToLearnException;
import io.segue.models.training.TrainingSet;
import io.segue.models.training.TrainingTurn;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.live.LiveItems;
import io.segue.state.live.LiveSettings;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RankTrainerTest {
    private static final RankTrainingSettings QUICK = new RankTrainingSettings(0.5, 4, 20, 16, 0.02, 0, 1_000, 1, 1);

    private final RankTrainer trainer = new RankTrainer(QUICK, RankSettings.DEFAULT, LiveSettings.DEFAULT, true);

    @Test
    void learnsThatVisitorsReturnToWhereTheyBegan() {
        TrainingSet data = sessionsThatReturn(200);

        RankNetwork network = trainer.train(data, older -> Retrievers.NONE, 1);

        LiveReplay replay = new LiveReplay(LiveSettings.DEFAULT, ItemCatalogue.EMPTY);
        TrainingTurn.inTimeOrder(data.sessions())
                .forEach(turn -> replay.observe(turn.userId(), turn.sessionId(), turn.tail()));
        RankQuery query = replay.turn("someone", "new", session("i3", "i25"), List.of(), List.of());
        List<RankedItem> ranked = new CandidateRanker(network, RankSettings.DEFAULT)
                .rank(query, replay.items(), item -> !item.equals("i25"), 5);
        assertThat(ranked.get(0).itemId()).isEqualTo("i3");
    }

    @Test
    void ranksForWhatItIsToldTo() {
        List<UserSession> sessions = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String first = "i" + i / 2 % 20;
            SessionTail seen = sessionAt(T0_MS + i * 10 * MINUTE_MS, first, "i" + (20 + i % 7));
            SessionEvent last = i % 2 == 0
                    ? new SessionEvent(
                            "hit", InteractionType.VIEW, seen.newest().timestampMs() + MINUTE_MS)
                    : new SessionEvent(
                            first, InteractionType.PURCHASE, seen.newest().timestampMs() + MINUTE_MS);
            sessions.add(new UserSession("u" + i, "s" + i, seen.append(last, 10)));
        }
        TrainingSet data = new TrainingSet(sessions, ItemCatalogue.EMPTY, true);

        assertThat(bestAfter(data, QUICK.withWeights(0, 1))).isEqualTo("i3");
        assertThat(bestAfter(data, QUICK.withWeights(1, 0))).isEqualTo("hit");
    }

    private static String bestAfter(TrainingSet data, RankTrainingSettings training) {
        RankNetwork network = new RankTrainer(training, RankSettings.DEFAULT, LiveSettings.DEFAULT, true)
                .train(data, older -> Retrievers.NONE, 1);
        LiveReplay replay = LiveReplay.after(data, LiveSettings.DEFAULT, true);
        SessionTail later = sessionAt(T0_MS + 2_000 * MINUTE_MS, "i3", "i25");
        RankQuery query = replay.turn("someone", "new", later, List.of(), List.of());
        return new CandidateRanker(network, RankSettings.DEFAULT)
                .rank(query, replay.items(), item -> !item.equals("i25"), 1)
                .get(0)
                .itemId();
    }

    @Test
    void takesExamplesOfTheObjectiveHoweverRareTheyAre() {
        List<UserSession> sessions = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            SessionTail seen = sessionAt(T0_MS + i * 10 * MINUTE_MS, "i" + i % 20, "i25", "i26");
            InteractionType type = i % 4 == 1 ? InteractionType.PURCHASE : InteractionType.VIEW;
            SessionEvent last =
                    new SessionEvent("i" + i % 20, type, seen.newest().timestampMs() + MINUTE_MS);
            sessions.add(new UserSession("u" + i, "s" + i, seen.append(last, 10)));
        }
        RankTrainingSettings few = new RankTrainingSettings(0.5, 4, 1, 16, 0.02, 0, 40, 0, 1);

        assertThat(new RankTrainer(few, RankSettings.DEFAULT, LiveSettings.DEFAULT, true)
                        .train(new TrainingSet(sessions, ItemCatalogue.EMPTY, true), older -> Retrievers.NONE, 1))
                .isNotNull();
        assertThatThrownBy(() -> new RankTrainer(few, RankSettings.DEFAULT, LiveSettings.DEFAULT, true)
                        .train(sessionsThatReturn(100), older -> Retrievers.NONE, 1))
                .hasMessageContaining("that the objective counts (weight of a next item 0.0, of a purchase 1.0)");
    }

    @Test
    void givesTheSameNetworkForTheSameSeed() {
        TrainingSet data = sessionsThatReturn(100);

        RankNetwork one = trainer.train(data, older -> Retrievers.NONE, 5);
        RankNetwork other = trainer.train(data, older -> Retrievers.NONE, 5);

        assertThat(one.hidden()).containsExactly(other.hidden());
        assertThat(one.linear()).containsExactly(other.linear());
    }

    @Test
    void readsNothingOfWhatItIsWithout() {
        TrainingSet data = sessionsThatReturn(100);

        RankNetwork whole = trainer.train(data, older -> Retrievers.NONE, 1);
        RankNetwork without = new RankTrainer(
                        QUICK, RankSettings.DEFAULT.without(RankIngredient.SUCCESSORS), LiveSettings.DEFAULT, true)
                .train(data, older -> Retrievers.NONE, 1);

        for (RankFeature feature : List.of(RankFeature.SUCCESSOR_SLOW, RankFeature.SUPPORT_SLOW)) {
            assertThat(whole.scale()[feature.ordinal()]).as(feature.name()).isPositive();
            assertThat(without.scale()[feature.ordinal()]).as(feature.name()).isZero();
        }
        assertThat(without.scale()[RankFeature.SESSION_OPENING.ordinal()]).isPositive();
    }

    @Test
    void canDoWithoutAHiddenLayer() {
        TrainingSet data = sessionsThatReturn(100);
        RankTrainer linear = new RankTrainer(QUICK.withUnits(0), RankSettings.DEFAULT, LiveSettings.DEFAULT, true);

        RankNetwork network = linear.train(data, older -> Retrievers.NONE, 1);

        assertThat(network.hidden()).isEmpty();
        assertThat(network.linear()[RankFeature.SESSION_OPENING.ordinal()]).isPositive();
    }

    @Test
    void trainsTheRetrieversOnTheOlderPartAlone() {
        TrainingSet data = sessionsThatReturn(100);
        AtomicInteger calls = new AtomicInteger();
        List<Integer> sessions = new ArrayList<>();

        trainer.train(
                data,
                older -> {
                    calls.incrementAndGet();
                    sessions.add(older.sessions().size());
                    return Retrievers.NONE;
                },
                1);

        assertThat(calls).hasValue(1);
        assertThat(sessions).containsExactly(50);
    }

    @Test
    void learnsRepeatsOnlyWhereTheItemJustSeenMayBeProposed() {
        List<UserSession> sessions = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            sessions.add(
                    new UserSession("u" + i, "s" + i, sessionAt(T0_MS + i * MINUTE_MS, "i" + i % 20, "i" + i % 20)));
        }
        TrainingSet repeats = new TrainingSet(sessions, ItemCatalogue.EMPTY, false);
        TrainingSet collapsed = new TrainingSet(sessions, ItemCatalogue.EMPTY, true);

        RankNetwork network = trainer.train(repeats, older -> Retrievers.NONE, 1);

        RankQuery query = LiveReplay.after(repeats, LiveSettings.DEFAULT, true)
                .turn("someone", "new", session("i3"), List.of(), List.of());
        List<RankedItem> ranked =
                new CandidateRanker(network, RankSettings.DEFAULT).rank(query, new LiveItems(100), item -> true, 5);
        assertThat(ranked.get(0).itemId()).isEqualTo("i3");
        assertThatThrownBy(() -> trainer.train(collapsed, older -> Retrievers.NONE, 1))
                .hasMessageContaining("0 turns");
    }

    @Test
    void endsWhenItsThreadIsInterrupted() {
        TrainingSet data = sessionsThatReturn(100);

        Thread.currentThread().interrupt();
        Throwable thrown = catchThrowable(() -> trainer.train(data, older -> Retrievers.NONE, 1));
        boolean wasInterrupted = Thread.interrupted(); // so that no other test is

        assertThat(wasInterrupted).isTrue();
        assertThat(thrown).isInstanceOf(CancellationException.class).hasMessageContaining("interrupted at turn 0");
    }

    @Test
    void saysWhenThereIsTooLittleToLearnFromBeforeItTrainsTheRetrievers() {
        TrainingSet data = sessionsThatReturn(3);
        Function<TrainingSet, Retrievers> inVain = older -> {
            throw new AssertionError("trained in vain");
        };

        assertThatThrownBy(() -> trainer.train(data, inVain, 1))
                .isInstanceOf(TooLittleToLearnException.class)
                .hasMessageContaining("too little to train a ranker")
                .hasMessageContaining("of 9 events");
    }
}
