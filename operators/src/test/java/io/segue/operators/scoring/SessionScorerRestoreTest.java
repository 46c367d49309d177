package io.segue.operators.scoring;

import static io.segue.operators.fixture.Interactions.at;
import static io.segue.operators.fixture.Interactions.view;
import static io.segue.operators.fixture.Told.available;
import static io.segue.operators.fixture.Told.champion;
import static io.segue.operators.fixture.Told.stamp;
import static io.segue.operators.fixture.Told.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.serving.ModelRequest;
import io.segue.operators.fixture.Backend;
import io.segue.operators.fixture.FakeModel;
import io.segue.operators.fixture.FakeModelSource;
import io.segue.operators.fixture.Subtask;
import io.segue.operators.fixture.Told;
import io.segue.operators.turn.ScoredTurn;
import io.segue.state.MetricNames;
import io.segue.state.interaction.Interaction;
import io.segue.state.session.UserState;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What survives a crash, a rescale, and idleness. */
class SessionScorerRestoreTest {
    private static final Interaction SHOE = view("ann", "shoe", at(0));
    private static final List<String> USERS =
            IntStream.range(0, 20).mapToObj(i -> "user" + i).toList();

    private final FakeModel model = new FakeModel("v1", "shoe", "sock", "hat", "bag");
    private final FakeModelSource models = FakeModelSource.with(model);
    private final Scorers scorers = Scorers.of(models);

    @ParameterizedTest
    @EnumSource
    void goesOnWithASessionByOneStep(Backend backend) throws Exception {
        OperatorSubtaskState checkpoint = checkpointAfter(backend, SHOE);

        try (var scorer = scorers.on(backend).restore(checkpoint)) {
            scorer.say(view("ann", "sock", at(1)));

            UserState ann = scorer.user("ann").orElseThrow();
            assertThat(model.lastRequest().inputs()).hasSize(1);
            assertThat(ann.tail().events()).hasSize(2);
            assertThat(ann.hidden().modelVersion()).isEqualTo(stamp("v1"));
            assertThat(ann.hidden().values()).isEqualTo(model.replay(ann.tail().inputs()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void knowsTheInteractionsOfBeforeAsDuplicates(Backend backend) throws Exception {
        OperatorSubtaskState checkpoint = checkpointAfter(backend, SHOE);

        try (var scorer = scorers.on(backend).restore(checkpoint)) {
            scorer.say(SHOE);

            assertThat(scorer.turns()).isEmpty();
            assertThat(scorer.metrics().count("duplicate")).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void bringsNothingBufferedIntoACheckpoint(Backend backend) throws Exception {
        Scorers inBundles = scorers.on(backend).inBundlesOf(10);
        OperatorSubtaskState checkpoint;
        try (var scorer = inBundles.start()) {
            scorer.say(SHOE, view("bob", "hat", at(0)));
            checkpoint = scorer.checkpoint();
            assertThat(scorer.turns()).as("answered before the barrier").hasSize(2);
        }

        try (var scorer = inBundles.restore(checkpoint)) {
            assertThat(scorer.timers()).isZero();
            scorer.setProcessingTime(10_000);
            scorer.watermark(at(10));

            assertThat(scorer.turns()).isEmpty();
            assertThat(scorer.users()).containsExactlyInAnyOrder("ann", "bob");
        }
    }

    @Test
    void keepsWithdrawnItemsHidden() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v1"), withdrawn("sock"), withdrawn("hat"), available("hat"));
            checkpoint = scorer.checkpoint();
        }

        try (var scorer = scorers.restore(checkpoint)) {
            assertThat(scorer.itemsAfter(SHOE)).containsExactly("hat", "bag");

            scorer.tell(available("sock"));
            assertThat(scorer.itemsAfter(view("ann", "shoe", at(1)))).containsExactly("sock", "hat", "bag");
        }
    }

    @Test
    void waitsForTheModelThatServedBefore() throws Exception {
        OperatorSubtaskState checkpoint = checkpointAfter(Backend.HEAP, SHOE);
        FakeModelSource slow = new FakeModelSource();
        CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(() -> slow.has(model));

        try (var scorer = Scorers.of(slow).restore(checkpoint)) {
            ScoredTurn turn = scorer.turnOf(view("ann", "sock", at(1)));

            assertThat(turn.model().version()).isEqualTo("v1");
            assertThat(scorer.metrics().gauge(MetricNames.MODEL_VERSION)).isEqualTo("v1");
            assertThat(scorer.timers()).isZero();
        }
        assertThat(slow.heldInAll()).isZero();
    }

    @Test
    void saysWhyWhenThatModelIsGone() throws Exception {
        OperatorSubtaskState checkpoint = checkpointAfter(Backend.HEAP, SHOE);
        FakeModelSource empty = new FakeModelSource();
        empty.refuses("v1", "no such folder");

        OperatorSubtaskState later;
        try (var scorer = Scorers.of(empty).restore(checkpoint)) {
            assertThat(scorer.turnOf(view("ann", "sock", at(1))).whyNoModel())
                    .isEqualTo("no model, refused v1: no such folder");
            assertThat(scorer.metrics().count(MetricNames.RELEASES_REFUSED)).isOne();
            later = scorer.checkpoint();
        }

        try (var scorer = scorers.restore(later)) {
            assertThat(scorer.turnOf(view("ann", "hat", at(2))).model().version())
                    .as("the folder is back")
                    .isEqualTo("v1");
            assertThat(model.lastRequest().inputs())
                    .as("rebuilt after a turn without it")
                    .hasSize(3);
        }
    }

    @Test
    void keepsTryingTheChampionWhateverElseIsReleasedMeanwhile() throws Exception {
        OperatorSubtaskState checkpoint = checkpointAfter(Backend.HEAP, SHOE);
        FakeModelSource empty = new FakeModelSource();
        empty.refuses("v1", "no such folder");
        empty.refuses("v2", "no such folder");
        OperatorSubtaskState later;
        try (var scorer = Scorers.of(empty).restore(checkpoint)) {
            scorer.tell(Told.candidate("v3"), champion("v2"));
            scorer.setProcessingTime(Scorers.LOAD_POLL_MS);
            later = scorer.checkpoint();
        }

        try (var scorer = scorers.restore(later)) {
            assertThat(scorer.turnOf(view("ann", "sock", at(1))).model().version())
                    .as("the folder is back")
                    .isEqualTo("v1");
        }

        OperatorSubtaskState retired;
        try (var scorer = Scorers.of(empty).restore(later)) {
            scorer.tell(Told.retired("v1"));
            retired = scorer.checkpoint();
        }
        try (var scorer = scorers.restore(retired)) {
            assertThat(scorer.turnOf(view("ann", "sock", at(1))).model().version())
                    .as("retired while it could not be loaded")
                    .isEqualTo("none");
        }
    }

    @Test
    void goesOnToLoadTheReleaseThatWasLoading() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v1"));
            scorer.say(SHOE);
            scorer.tell(champion("v2"));
            checkpoint = scorer.checkpoint();
        }

        try (var scorer = scorers.restore(checkpoint)) {
            assertThat(scorer.turnOf(view("ann", "sock", at(1))).model().version())
                    .isEqualTo("v1");

            models.has(new FakeModel("v2", "hat"));
            scorer.setProcessingTime(Scorers.LOAD_POLL_MS);
            assertThat(scorer.turnOf(view("ann", "sock", at(2))).model().version())
                    .isEqualTo("v2");
            assertThat(scorer.timers()).isZero();
        }
        assertThat(models.heldInAll()).isZero();
    }

    @Test
    void bringsNoRetiredModelBack() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v1"));
            scorer.say(SHOE);
            scorer.tell(Told.retired("v1"));
            checkpoint = scorer.checkpoint();
        }

        try (var scorer = scorers.restore(checkpoint)) {
            assertThat(scorer.turnOf(view("ann", "sock", at(1))).model().version())
                    .isEqualTo("none");
            assertThat(models.asked()).containsExactly("v1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesEveryUserToTheRightSubtaskWhenTheJobGrowsAndShrinks(Backend backend) throws Exception {
        Scorers job = scorers.on(backend);
        OperatorSubtaskState[] one = new OperatorSubtaskState[1];
        try (var only = job.start()) {
            only.tell(champion("v1"), withdrawn("bag"));
            for (String user : USERS) {
                only.say(view(user, "shoe", at(0)));
            }
            one[0] = only.checkpoint();
        }

        OperatorSubtaskState[] two = new OperatorSubtaskState[2];
        for (int i = 0; i < 2; i++) {
            Subtask subtask = new Subtask(i, 2);
            List<String> own = USERS.stream().filter(subtask::owns).toList();
            try (var scorer = job.restore(subtask, subtask.shareOf(one))) {
                assertThat(scorer.users()).containsExactlyInAnyOrderElementsOf(own);
                for (String user : own) {
                    assertThat(scorer.itemsAfter(view(user, "sock", at(1)))).containsExactly("shoe", "hat");
                }
                two[i] = scorer.checkpoint();
            }
        }

        try (var only = job.restore(Subtask.ONLY.shareOf(two))) {
            assertThat(only.users()).containsExactlyInAnyOrderElementsOf(USERS);
            for (String user : USERS) {
                only.say(view(user, "hat", at(2)));
                UserState state = only.user(user).orElseThrow();
                assertThat(state.tail().events()).hasSize(3);
                assertThat(state.hidden().values())
                        .isEqualTo(model.replay(state.tail().inputs()));
            }
        }
        assertThat(model.calls())
                .as("nobody's hidden vector had to be rebuilt")
                .allSatisfy(call ->
                        assertThat(call).extracting(ModelRequest::inputs).allMatch(inputs -> inputs.size() == 1));
    }

    @ParameterizedTest
    @EnumSource
    void forgetsAUserIdleForTheTtl(Backend backend) throws Exception {
        try (var scorer = scorers.on(backend).start()) {
            scorer.tell(champion("v1"));
            scorer.say(view("ann", "shoe", at(0)));
            long ttlMs = Scorers.USER_TTL.toMillis();

            scorer.setStateTtlProcessingTime(ttlMs - 1);
            assertThat(scorer.user("ann")).as("still within the time to live").isPresent();

            scorer.setStateTtlProcessingTime(ttlMs + 1);
            assertThat(scorer.user("ann")).isEmpty();
            assertThat(scorer.users()).isEmpty();

            scorer.say(view("ann", "sock", at(1)));
            UserState ann = scorer.user("ann").orElseThrow();
            assertThat(ann.tail().events()).hasSize(1);
            assertThat(model.lastRequest().hidden()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsAUserWhoComesBackInTime(Backend backend) throws Exception {
        long ttlMs = Scorers.USER_TTL.toMillis();
        try (var scorer = scorers.on(backend).start()) {
            scorer.say(view("ann", "shoe", at(0)));
            scorer.setStateTtlProcessingTime(ttlMs - 1);
            scorer.say(view("ann", "sock", at(1)));

            scorer.setStateTtlProcessingTime(2 * ttlMs - 2);

            assertThat(scorer.user("ann").orElseThrow().tail().events()).hasSize(2);
        }
    }

    private OperatorSubtaskState checkpointAfter(Backend backend, Interaction... interactions) throws Exception {
        try (var scorer = scorers.on(backend).start()) {
            scorer.tell(champion("v1"));
            scorer.say(interactions);
            return scorer.checkpoint();
        }
    }
}
