package io.segue.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.segue.models.proposal.ScoredItem;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Judge.Listener NOBODY = (turns, ofTurns) -> {};
    private static final int DAY = 24 * 60;

    /** Judged after an hour: two sessions at the same time, one that began before. */
    private static Split split() {
        return new PrequentialProtocol(10_000, Duration.ofHours(1), Logs.GAP)
                .split(new Logs()
                        .crowd(0, "boots", "hat")
                        .session("across", 59, "a", "b", "boots", "b:purchase")
                        .session("late", 61, "hat", "new")
                        .inTimeOrder());
    }

    private static Tricks.Recorder silent() {
        return new Tricks.Recorder((turns, count) -> Collections.nCopies(turns.size(), List.of()));
    }

    @Test
    void playsAllSessionsTogetherInOrderOfTimeAndDoesNotAskAfterTheLastEventOfOne() {
        Tricks.Recorder recorder = silent();

        new Judge(split(), JudgeSettings.DEFAULT).judge(recorder, NOBODY);

        assertThat(recorder.turns())
                .extracting(turn -> turn.tail().newest().itemId() + (turn.isAsked() ? "?" : ""))
                .containsExactly("b?", "boots?", "hat?", "b", "new");
    }

    @Test
    void showsTheWholeSessionUpToTheEvent() {
        Tricks.Recorder recorder = silent();

        new Judge(split(), JudgeSettings.DEFAULT).judge(recorder, NOBODY);

        Turn second = recorder.turns().get(1);
        assertThat(second.userId()).isEqualTo("user of across");
        assertThat(second.tail().events()).extracting(SessionEvent::itemId).containsExactly("a", "b", "boots");
    }

    @Test
    void playsBundlesThatGoOnWhereTheLastOneEnded() {
        Tricks.Recorder recorder = silent();

        new Judge(split(), new JudgeSettings(List.of(20), 2)).judge(recorder, NOBODY);

        assertThat(recorder.bundles).extracting(List::size).containsExactly(2, 2, 1);
    }

    @Test
    void knowsWhatItAsksFor() {
        List<Prediction> predictions = new Judge(split(), JudgeSettings.DEFAULT).predictions();

        assertThat(predictions).extracting(Prediction::targetItemId).containsExactly("boots", "b", "new");
        assertThat(predictions).extracting(Prediction::typeName).containsExactly("view", "purchase", "view");
        assertThat(predictions).extracting(Prediction::targetSupport).containsExactly(50, 0, 0);
        assertThat(predictions).extracting(Prediction::isRepeat).containsExactly(false, true, false);
        assertThat(predictions).extracting(Prediction::position).containsExactly(2, 3, 1);
        assertThat(predictions).extracting(Prediction::gapMs).containsOnly(60_000L);
        assertThat(predictions)
                .extracting(prediction ->
                        Duration.ofMillis(prediction.targetAgeMs()).toMinutes())
                .containsExactly(61L, 2L, 0L);
    }

    @Test
    void knowsWhoComesBack() {
        Split split = new PrequentialProtocol(10_000, Duration.ofHours(1), Logs.GAP)
                .split(new Logs()
                        .crowd(0, "boots", "hat")
                        .visit("ann", "trained", 2, "a", "b")
                        .visit("bob", "across", 59, "c", "d", "e")
                        .visit("ann", "again", 62, "f", "g")
                        .visit("cid", "first", 63, "h", "i")
                        .visit("cid", "second", 65, "j", "k")
                        .inTimeOrder());

        assertThat(new Judge(split, JudgeSettings.DEFAULT).predictions())
                .extracting(Prediction::targetItemId, Prediction::isOfReturning)
                .containsExactly(tuple("e", false), tuple("g", true), tuple("i", false), tuple("k", true));
    }

    @Test
    void ranksTheNextItemInEachList() {
        Contestant always = Tricks.alwaysNamed("always", "hat", "boots").train(split().train(), 1);

        Judgement judgement = new Judge(split(), JudgeSettings.DEFAULT).judge(always, NOBODY);

        assertThat(judgement.ranks()).containsExactly(2, Ranks.MISS, Ranks.MISS);
        assertThat(judgement.mean(Metric.RECALL, 20)).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(judgement.mean(Metric.RECALL, 1)).isZero();
        assertThat(judgement.mean(Metric.MRR, 20)).isCloseTo(0.5 / 3, within(1e-12));
    }

    @Test
    void asksForOneItemMoreThanItLooksAt() {
        List<Integer> counts = new ArrayList<>();
        Tricks.Recorder recorder = new Tricks.Recorder((turns, count) -> {
            counts.add(count);
            return Collections.nCopies(turns.size(), List.of());
        });

        new Judge(split(), new JudgeSettings(List.of(20, 200), 64)).judge(recorder, NOBODY);
        new Judge(split(), JudgeSettings.DEFAULT).judge(recorder, NOBODY);

        assertThat(counts).containsExactly(201, 100);
    }

    @Test
    void refusesAListOutOfOrderAndMissingLists() {
        List<ScoredItem> rising = List.of(new ScoredItem("a", 1), new ScoredItem("b", 2));
        List<ScoredItem> unknown = List.of(new ScoredItem("a", Float.NaN));
        Judge judge = new Judge(split(), JudgeSettings.DEFAULT);

        for (List<ScoredItem> wrong : List.of(rising, unknown)) {
            assertThatThrownBy(() -> judge.judge(
                            new Tricks.Recorder((turns, count) -> Collections.nCopies(turns.size(), wrong)), NOBODY))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("a score of ");
        }
        assertThatThrownBy(() -> judge.judge(new Tricks.Recorder((turns, count) -> List.of()), NOBODY))
                .hasMessage("a contestant broke its contract: 5 turns have 0 lists");
    }

    @Test
    void cutsAnEndlessSessionToItsNewestEventsAsTheJobDoes() {
        String[] items = new String[2 * DAY];
        for (int i = 0; i < items.length; i++) {
            items[i] = "item" + i % 7;
        }
        Split split = new PrequentialProtocol(10_000, Duration.ofHours(1), Logs.GAP)
                .split(new Logs()
                        .crowd(0, "boots", "hat")
                        .session("bot", 0, items)
                        .inTimeOrder());
        List<Integer> lengths = new ArrayList<>();
        Tricks.Recorder recorder = new Tricks.Recorder((turns, count) -> {
            turns.forEach(turn -> lengths.add(turn.tail().events().size()));
            return Collections.nCopies(turns.size(), List.of());
        });

        new Judge(split, JudgeSettings.DEFAULT).judge(recorder, NOBODY);

        assertThat(Collections.max(lengths)).isEqualTo(SessionSettings.TAIL_MAX_DEFAULT);
        Turn last = recorder.turns().get(recorder.turns().size() - 1);
        assertThat(last.tail().precedingTimestampMs())
                .isEqualTo(Logs.minute(items.length - 1L - SessionSettings.TAIL_MAX_DEFAULT));
    }
}
