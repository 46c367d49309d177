package io.segue.operators.scoring;

import static io.segue.operators.fixture.Interactions.at;
import static io.segue.operators.fixture.Interactions.inSession;
import static io.segue.operators.fixture.Interactions.of;
import static io.segue.operators.fixture.Interactions.withId;
import static io.segue.operators.fixture.Told.available;
import static io.segue.operators.fixture.Told.champion;
import static io.segue.operators.fixture.Told.rejected;
import static io.segue.operators.fixture.Told.retired;
import static io.segue.operators.fixture.Told.withContent;
import static io.segue.operators.fixture.Told.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.operators.fixture.Backend;
import io.segue.operators.fixture.FakeModel;
import io.segue.operators.fixture.FakeModelSource;
import io.segue.state.control.ControlMessage;
import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;

/**
 * A random life of one scorer: visitors, a bot, duplicates, stragglers, releases good and bad, withdrawals, checkpoints,
 * and crashes after which everything since the last checkpoint is told again. What must hold is checked after every
 * event, by {@link ScorerExpectation}.
 */
final class ScorerSimulation implements AutoCloseable {
    private static final int USERS = 6;
    private static final int ITEMS = 8;
    private static final int BUNDLE_MAX = 5;
    /** The cap is the length of the tail: then a replay of the tail is the whole session. */
    private static final int EVENTS_MAX = 12;

    /** What the sources tell, and tell again after a crash. */
    private sealed interface Event {
        record Said(Interaction interaction) implements Event {}

        record Complete(long untilMs) implements Event {}

        record Control(ControlMessage message) implements Event {}
    }

    private record Checkpoint(OperatorSubtaskState state, int position, ScorerExpectation expectation) {}

    private final Random random;
    private final FakeModelSource models = new FakeModelSource();
    private final Map<String, FakeModel> released = new LinkedHashMap<>();
    private final Scorers job;
    private final List<Event> log = new ArrayList<>();
    private final List<Interaction> said = new ArrayList<>();

    private long eventTimeMs = at(0);
    private long processingTimeMs;
    private ScorerHarness scorer;
    private Checkpoint newest;
    private ScorerExpectation expectation;
    private int crashes;

    ScorerSimulation(long seed, Backend backend) throws Exception {
        random = new Random(seed);
        job = Scorers.of(models).on(backend).inBundlesOf(BUNDLE_MAX).cappedAt(EVENTS_MAX);
        expectation = new ScorerExpectation(job.settings().session(), released);
        scorer = job.start();
        checkpoint();
    }

    void step() throws Exception {
        int dice = random.nextInt(200);
        if (dice < 130) {
            tell(new Event.Said(interaction()));
        } else if (dice < 145) {
            tell(new Event.Control(withContent(item(), new ItemContent("caps", "", random.nextInt(100), ""))));
        } else if (dice < 155) {
            tell(new Event.Control(random.nextBoolean() ? withdrawn(item()) : available(item())));
        } else if (dice < 165) {
            tell(new Event.Complete(++eventTimeMs));
        } else if (dice < 173) {
            tell(new Event.Control(release()));
        } else if (dice < 179) {
            somethingLoads();
        } else if (dice < 190) {
            timePasses();
        } else if (dice < 196) {
            checkpoint();
        } else {
            crash();
        }
    }

    int crashes() {
        return crashes;
    }

    /** How many models answered something. */
    long modelsAsked() {
        return released.values().stream()
                .filter(model -> !model.calls().isEmpty())
                .count();
    }

    /** The end of input: nothing may be left. */
    @Override
    public void close() throws Exception {
        scorer.close();
        assertThat(models.heldInAll()).as("models given back").isZero();
        assertThat(released.values()).allMatch(model -> model.openScorers() == 0);
    }

    private void tell(Event event) throws Exception {
        log.add(event);
        play(event);
    }

    private void play(Event event) throws Exception {
        if (event instanceof Event.Said one) {
            expectation.say(one.interaction());
            scorer.say(one.interaction());
        } else if (event instanceof Event.Complete complete) {
            scorer.watermark(complete.untilMs());
            expectation.complete(complete.untilMs());
            expectation.requireNothingBuffered(scorer);
        } else if (event instanceof Event.Control control) {
            scorer.tell(control.message());
            expectation.tell(control.message());
        }
        check();
    }

    private void check() throws Exception {
        expectation.check(scorer, BUNDLE_MAX);
        assertThat(models.heldInAll()).as("models held").isLessThanOrEqualTo(2);
    }

    private void somethingLoads() throws Exception {
        for (FakeModel model : released.values()) {
            if (random.nextInt(5) == 0) {
                models.refuses(model.version(), "its golden answers differ");
            } else {
                models.has(model);
            }
        }
        check();
    }

    private void timePasses() throws Exception {
        processingTimeMs += 1 + random.nextInt(100);
        scorer.setProcessingTime(processingTimeMs);
        check();
    }

    private void checkpoint() throws Exception {
        OperatorSubtaskState state = scorer.checkpoint();
        expectation.requireNothingBuffered(scorer);
        check();
        newest = new Checkpoint(state, log.size(), expectation.copy());
    }

    private void crash() throws Exception {
        crashes++;
        scorer.close();
        scorer = job.restore(newest.state());
        scorer.setProcessingTime(processingTimeMs);
        expectation = newest.expectation().copy();
        expectation.restored();
        for (Event event : List.copyOf(log.subList(newest.position(), log.size()))) {
            play(event);
        }
    }

    private Interaction interaction() {
        if (!said.isEmpty() && random.nextInt(12) == 0) {
            return said.get(Math.max(0, said.size() - 1 - random.nextInt(20)));
        }
        eventTimeMs += random.nextInt(40) == 0 ? 3_000_000 : random.nextInt(120_000);
        long timestampMs = random.nextInt(15) == 0 ? eventTimeMs - random.nextInt(20_000_000) : eventTimeMs;
        InteractionType type = InteractionType.ofOrdinal(random.nextInt(InteractionType.count()));
        String user = "user" + Math.min(random.nextInt(USERS), random.nextInt(USERS));
        Interaction interaction = withId("e" + said.size(), of(type, user, item(), timestampMs));
        if (user.equals("user1")) {
            interaction = inSession("tab" + random.nextInt(2), interaction);
        }
        said.add(interaction);
        return interaction;
    }

    private ControlMessage release() {
        if (released.isEmpty() || random.nextInt(2) == 0) {
            String version = "v" + (released.size() + 1);
            String[] items = IntStream.range(0, ITEMS)
                    .mapToObj(i -> "item" + (i + released.size()) % ITEMS)
                    .toArray(String[]::new);
            released.put(version, new FakeModel(version, items));
            return champion(version);
        }
        String old = "v" + (1 + random.nextInt(released.size()));
        return switch (random.nextInt(3)) {
            case 0 -> champion(old);
            case 1 -> retired(old);
            default -> rejected(old);
        };
    }

    private String item() {
        return "item" + random.nextInt(ITEMS);
    }
}
