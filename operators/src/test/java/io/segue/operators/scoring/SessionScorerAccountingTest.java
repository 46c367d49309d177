package io.segue.operators.scoring;

import static io.segue.operators.fixture.Interactions.at;
import static io.segue.operators.fixture.Interactions.click;
import static io.segue.operators.fixture.Interactions.of;
import static io.segue.operators.fixture.Interactions.view;
import static io.segue.operators.fixture.Interactions.withId;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.operators.fixture.Backend;
import io.segue.operators.fixture.FakeModel;
import io.segue.operators.fixture.Subtask;
import io.segue.operators.fixture.Told;
import io.segue.operators.turn.ScoredTurn;
import io.segue.state.MetricNames;
import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.session.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of every interaction: consumed = turns + late + duplicate + suppressed. */
class SessionScorerAccountingTest {
    private static final Interaction SHOE = view("ann", "shoe", at(0));

    private final Scorers scorers = Scorers.with(new FakeModel("v1", "shoe", "sock", "hat"));

    @Test
    void answersNoDuplicate() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.say(SHOE, view("ann", "sock", at(1)));
            scorer.turns();

            scorer.say(SHOE);

            assertThat(scorer.turns()).isEmpty();
            assertCounts(scorer, 2, 0, 1, 0);
            assertThat(scorer.user("ann").orElseThrow().tail().events()).hasSize(2);
        }
    }

    @Test
    void findsADuplicateInTheSameBundle() throws Exception {
        try (var scorer = scorers.inBundlesOf(3).start()) {
            scorer.say(SHOE, SHOE, view("ann", "sock", at(1)));

            assertThat(scorer.turns()).hasSize(2);
            assertCounts(scorer, 2, 0, 1, 0);
        }
    }

    @Test
    void answersAClickAndAViewOfTheSameMomentBoth() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.say(SHOE, click("ann", "shoe", at(0)));

            assertCounts(scorer, 2, 0, 0, 0);
        }
    }

    @Test
    void answersNoLateInteraction() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.say(view("ann", "shoe", at(90)));
            scorer.watermark(at(90));
            scorer.turns();

            scorer.say(view("ann", "sock", at(29)));
            assertThat(scorer.turns()).isEmpty();
            assertCounts(scorer, 1, 1, 0, 0);

            scorer.say(view("ann", "hat", at(30)));
            assertThat(scorer.turns()).as("just within the lateness").hasSize(1);
        }
    }

    @Test
    void countsNobodyLateBecauseOfAStrangersClock() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.say(SHOE, view("bob", "shoe", at(300)));
            scorer.watermark(at(300));
            scorer.turns();

            scorer.say(view("ann", "sock", at(2)), view("cid", "hat", at(0)));

            assertThat(scorer.turns()).extracting(ScoredTurn::userId).containsExactly("ann", "cid");
            assertCounts(scorer, 4, 0, 0, 0);
        }
    }

    @Test
    void judgesABundleByTheWatermarkBeforeIt() throws Exception {
        try (var scorer = scorers.inBundlesOf(10).start()) {
            scorer.say(view("ann", "shoe", at(90)), view("ann", "sock", at(1)));

            scorer.watermark(at(90));

            assertThat(scorer.turns()).hasSize(2);
            assertCounts(scorer, 2, 0, 0, 0);
        }
    }

    @Test
    void suppressesABotForAsLongAsItsSessionLasts() throws Exception {
        try (var scorer = scorers.cappedAt(2).start()) {
            scorer.say(view("bot", "shoe", at(0)), view("bot", "sock", at(1)));
            assertThat(scorer.turns()).hasSize(2);

            scorer.say(view("bot", "hat", at(2)), view("bot", "shoe", at(31)));
            assertThat(scorer.turns()).as("the session stays open").isEmpty();
            assertCounts(scorer, 2, 0, 0, 2);

            scorer.say(view("bot", "sock", at(61)));
            assertThat(scorer.turns()).as("a new session").hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsARepeatOfASuppressedInteraction(Backend backend) throws Exception {
        try (var scorer = scorers.on(backend).cappedAt(1).start()) {
            Interaction suppressed = view("bot", "sock", at(1));

            scorer.say(view("bot", "shoe", at(0)), suppressed, suppressed);

            assertCounts(scorer, 1, 0, 1, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void accountsForEveryInteraction(long seed) throws Exception {
        try (var scorer = scorers.cappedAt(20).inBundlesOf(16).start()) {
            scorer.tell(Told.champion("v1"));
            List<Interaction> stream = stream(new Random(seed), 4_000);
            for (int i = 0; i < stream.size(); i++) {
                scorer.say(stream.get(i));
                if (i % 50 == 49) {
                    scorer.watermark(stream.get(i).timestampMs());
                }
            }
            scorer.checkpoint();

            Map<Outcome, Long> counts = countsOf(scorer);
            String replay = "seed " + seed + ": " + counts;
            assertThat(counts.values()).as(replay).allMatch(count -> count > 0);
            assertThat(sum(counts)).as(replay).isEqualTo(4_000);
            List<ScoredTurn> turns = scorer.turns();
            assertThat(turns).as(replay).hasSize(counts.get(Outcome.ANSWERED).intValue());
            Set<String> triggers = new HashSet<>();
            turns.forEach(turn -> triggers.add(turn.trigger().eventId()));
            assertThat(triggers).as(replay + ": nothing answered twice").hasSize(turns.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesOnCountingFromTheCheckpoint(Backend backend) throws Exception {
        OperatorSubtaskState checkpoint;
        try (var before = scorers.on(backend).start()) {
            before.say(SHOE, SHOE, view("ann", "sock", at(1)));
            checkpoint = before.checkpoint();
            before.say(view("ann", "lost with the crash", at(2)));
        }

        try (var after = scorers.on(backend).restore(checkpoint)) {
            assertCounts(after, 0, 0, 1, 0);
            after.say(SHOE, view("ann", "hat", at(2)));
            assertCounts(after, 1, 0, 2, 0);
        }
    }

    @Test
    void keepsItsSumsWhenTheJobShrinksAndGrows() throws Exception {
        Subtask left = new Subtask(0, 2);
        Subtask right = new Subtask(1, 2);
        OperatorSubtaskState first;
        OperatorSubtaskState second;
        try (var one = scorers.start(left);
                var two = scorers.start(right)) {
            Interaction lefts = view(userOf(left), "shoe", at(0));
            Interaction rights = view(userOf(right), "hat", at(0));
            one.say(lefts, lefts);
            two.say(rights, rights, rights);
            first = one.checkpoint();
            second = two.checkpoint();
        }

        OperatorSubtaskState merged;
        try (var only = scorers.restore(Subtask.ONLY.shareOf(first, second))) {
            assertCounts(only, 0, 0, 3, 0);
            merged = only.checkpoint();
        }

        try (var one = scorers.restore(left, left.shareOf(merged));
                var two = scorers.restore(right, right.shareOf(merged))) {
            assertThat(sum(countsOf(one)) + sum(countsOf(two))).isEqualTo(3);
            assertThat(one.metrics().count("duplicate") + two.metrics().count("duplicate"))
                    .isEqualTo(3);
        }
    }

    private static String userOf(Subtask subtask) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> "user" + i)
                .filter(subtask::owns)
                .findFirst()
                .orElseThrow();
    }

    /** Some users, a bot among them, with repeats and stragglers. */
    private static List<Interaction> stream(Random random, int count) {
        List<Interaction> stream = new ArrayList<>();
        long nowMs = at(0);
        for (int i = 0; i < count; i++) {
            nowMs += random.nextInt(30_000);
            if (i > 0 && random.nextInt(20) == 0) {
                stream.add(stream.get(Math.max(0, i - 1 - random.nextInt(30))));
                continue;
            }
            String user = random.nextInt(4) == 0 ? "bot" : "user" + random.nextInt(40);
            long timestampMs = random.nextInt(20) == 0 ? nowMs - at(200) + at(0) : nowMs;
            InteractionType type = InteractionType.ofOrdinal(random.nextInt(InteractionType.count()));
            stream.add(withId("e" + i, of(type, user, "item" + random.nextInt(30), timestampMs)));
        }
        return stream;
    }

    private static void assertCounts(ScorerHarness scorer, long answered, long late, long duplicate, long suppressed) {
        assertThat(countsOf(scorer))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Outcome.ANSWERED,
                        answered,
                        Outcome.LATE,
                        late,
                        Outcome.DUPLICATE,
                        duplicate,
                        Outcome.SUPPRESSED,
                        suppressed));
    }

    private static Map<Outcome, Long> countsOf(ScorerHarness scorer) {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        counts.put(Outcome.ANSWERED, scorer.turnsInAll());
        for (Outcome outcome : List.of(Outcome.LATE, Outcome.DUPLICATE, Outcome.SUPPRESSED)) {
            counts.put(outcome, scorer.metrics().count(MetricNames.of(outcome)));
        }
        return counts;
    }

    private static long sum(Map<Outcome, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
