package io.segue.operators.ranking;

import static io.segue.operators.fixture.Interactions.at;
import static io.segue.operators.fixture.Told.available;
import static io.segue.operators.fixture.Told.champion;
import static io.segue.operators.fixture.Told.popular;
import static io.segue.operators.fixture.Told.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.rank.RankFeature;
import io.segue.models.rules.RuleSettings;
import io.segue.operators.fixture.Backend;
import io.segue.operators.fixture.FakeModel;
import io.segue.operators.fixture.FakeModelSource;
import io.segue.operators.fixture.Networks;
import io.segue.operators.fixture.Visitor;
import io.segue.operators.turn.NeighbouredTurn;
import io.segue.state.control.ControlMessage;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.recommendation.RecommendedItem;
import io.segue.state.recommendation.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A random life of one ranker: turns, withdrawals, releases with and without a ranker, checkpoints, and crashes after
 * which everything since the last checkpoint is told again. To replay a failure, run its seed again.
 */
class RankerSimulationTest {
    private static final int ITEMS = 12;
    /** Items that the catalogue knows: nobody ever sees the last of them. */
    private static final int CATALOGUE = 16;

    private record Checkpoint(OperatorSubtaskState state, int position, Set<String> withdrawn, long answered) {}

    private final FakeModelSource models = new FakeModelSource();
    private RuleSettings rules = RuleSettings.DEFAULT;
    private final Map<String, Visitor> visitors = new HashMap<>();
    /** Turns and control messages. */
    private final List<Object> log = new ArrayList<>();

    private final Map<String, NeighbouredTurn> turns = new HashMap<>();
    private Set<String> withdrawn = new HashSet<>();
    private final Set<String> reasons = new HashSet<>();
    private long answered;
    private long explored;
    private long turnsTold;
    private int releases;
    private int minute;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void neverShowsWhatIsWithdrawnAndAnswersEveryTurn(long seed) throws Exception {
        live(seed, Backend.HEAP, 1_500);
        assertThat(explored).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7, 8, 9, 10, 11})
    void doesSoByWhateverRules(long seed) throws Exception {
        Random random = new Random(seed);
        rules = new RuleSettings(
                random.nextBoolean(),
                Duration.ofMinutes(random.nextInt(60)),
                random.nextInt(4),
                random.nextInt(3),
                random.nextInt(3),
                Duration.ofMinutes(10),
                random.nextDouble());
        live(seed, Backend.HEAP, 800);
        assertThat(explored).as("answers that explore, by " + rules).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = 5)
    void doesSoOnRocksDbToo(long seed) throws Exception {
        live(seed, Backend.ROCKSDB, 400);
    }

    private void live(long seed, Backend backend, int steps) throws Exception {
        Random random = new Random(seed);
        Rankers job = Rankers.of(models).ruledBy(rules);
        RankerHarness ranker = job.on(backend).start();
        Checkpoint newest = new Checkpoint(ranker.checkpoint(), 0, Set.of(), 0);
        int step = 0;
        try {
            for (; step < steps; step++) {
                int dice = random.nextInt(100);
                if (dice < 94) {
                    Object event = event(random, dice);
                    log.add(event);
                    play(ranker, event);
                } else if (dice < 98) {
                    OperatorSubtaskState state = ranker.checkpoint();
                    check(ranker);
                    assertThat(answered).as("nothing buffered").isEqualTo(turnsTold);
                    newest = new Checkpoint(state, log.size(), Set.copyOf(withdrawn), answered);
                } else {
                    ranker.close();
                    ranker = job.on(backend).restore(newest.state());
                    withdrawn = new HashSet<>(newest.withdrawn());
                    answered = newest.answered();
                    turnsTold = newest.answered();
                    for (Object event : log.subList(newest.position(), log.size())) {
                        play(ranker, event);
                    }
                }
            }
            ranker.checkpoint();
            check(ranker);
            assertThat(answered).as("every turn is answered").isEqualTo(turnsTold);
            assertThat(ranker.metrics().count("answered")).isEqualTo(answered);
            assertThat(reasons).as("all kinds of answers").hasSizeGreaterThanOrEqualTo(4);
        } catch (AssertionError broken) {
            throw new AssertionError("seed " + seed + ", step " + step + ": " + broken.getMessage(), broken);
        } finally {
            ranker.close();
        }
        assertThat(models.heldInAll()).as("models given back").isZero();
    }

    private Object event(Random random, int dice) {
        if (dice < 70) {
            return turn(random);
        }
        if (dice < 78) {
            return popular(item(random), random.nextInt(100));
        }
        if (dice < 91) {
            return random.nextInt(3) > 0 ? withdrawn(catalogued(random)) : available(catalogued(random));
        }
        return release(random);
    }

    private NeighbouredTurn turn(Random random) {
        String user = "user" + random.nextInt(5);
        Visitor visitor = visitors.computeIfAbsent(user, Visitor::new);
        if (random.nextInt(6) == 0) {
            visitor.opens("s" + minute);
        }
        if (releases > 0 && random.nextInt(3) > 0) {
            visitor.scoredBy("v" + (1 + random.nextInt(releases)), items(random));
        }
        visitor.withSimilar(items(random));
        NeighbouredTurn turn = visitor.sees(item(random), at(minute++), items(random));
        turns.put(turn.turn().trigger().eventId(), turn);
        return turn;
    }

    private ControlMessage release(Random random) {
        releases++;
        FakeModel model = new FakeModel("v" + releases);
        if (random.nextBoolean()) {
            model.rankedBy(Networks.by(RankFeature.MODEL_RECIPROCAL_RANK, RankFeature.SUCCESSOR_RECIPROCAL_RANK));
        }
        models.has(model);
        return champion("v" + releases);
    }

    private void play(RankerHarness ranker, Object event) throws Exception {
        if (event instanceof NeighbouredTurn turn) {
            turnsTold++;
            ranker.say(turn);
        } else if (event instanceof ControlMessage message) {
            if (message instanceof ControlMessage.ItemChanged) {
                ranker.watermark(0); // what was collected before is answered by what was known before
                check(ranker);
            }
            ranker.tell(message);
            if (message instanceof ControlMessage.ItemChanged changed) {
                if (changed.item().available()) {
                    withdrawn.remove(changed.item().itemId());
                } else {
                    withdrawn.add(changed.item().itemId());
                }
            }
        }
        check(ranker);
    }

    private void check(RankerHarness ranker) {
        for (Recommendation answer : ranker.answers()) {
            answered++;
            reasons.add(answer.reason().replaceAll("v\\d+", "v").replaceAll("after .*", "after"));
            NeighbouredTurn turn = turns.get(answer.triggerEventId());
            assertThat(answer.sessionId()).isEqualTo(turn.turn().sessionId());
            assertThat(answer.model()).isEqualTo(turn.turn().model());
            assertThat(RankerHarness.itemsOf(answer))
                    .as("answer to " + turn)
                    .noneMatch(withdrawn::contains)
                    .doesNotHaveDuplicates()
                    .hasSizeLessThanOrEqualTo(Rankers.LIST_LENGTH);
            if (rules.excludesNewest()) {
                assertThat(RankerHarness.itemsOf(answer))
                        .doesNotContain(turn.turn().itemId());
            }
            explored += checkExplored(answer, turn);
            assertThat(answer.items())
                    .extracting(RecommendedItem::rank)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, answer.items().size())
                                    .boxed()
                                    .toList());
        }
    }

    private static int checkExplored(Recommendation answer, NeighbouredTurn turn) {
        int count = 0;
        for (RecommendedItem item : answer.items()) {
            if (item.source() == Source.EXPLORATION) {
                count++;
                assertThat(item.rank())
                        .as("the last place")
                        .isEqualTo(answer.items().size());
                assertThat(item.itemId()).isNotEqualTo(turn.turn().itemId());
            }
        }
        return count;
    }

    private static String[] items(Random random) {
        return random.ints(0, ITEMS)
                .distinct()
                .limit(random.nextInt(6))
                .mapToObj(i -> "item" + i)
                .toArray(String[]::new);
    }

    private static String catalogued(Random random) {
        return "item" + random.nextInt(CATALOGUE);
    }

    private static String item(Random random) {
        return "item" + random.nextInt(ITEMS);
    }
}
