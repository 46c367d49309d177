package io.segue.operators.scoring;

import static io.segue.operators.fixture.Interactions.at;
import static io.segue.operators.fixture.Interactions.click;
import static io.segue.operators.fixture.Interactions.inSession;
import static io.segue.operators.fixture.Interactions.view;
import static io.segue.operators.scoring.Told.available;
import static io.segue.operators.scoring.Told.champion;
import static io.segue.operators.scoring.Told.popular;
import static io.segue.operators.scoring.Told.stamp;
import static io.segue.operators.scoring.Told.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.segue.models.serving.ModelRequest;
import io.segue.operators.fixture.Backend;
import io.segue.state.MetricNames;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.feature.StepInput;
import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.popularity.DecayedMass;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.recommendation.RecommendedItem;
import io.segue.state.recommendation.Source;
import io.segue.state.session.HiddenState;
import io.segue.state.session.ServedList;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.UserState;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What interactions are answered with. */
class SessionScorerTest {
    private static final float[] NO_MEMORY = {};

    private final FakeModel model = new FakeModel("v1", "shoe", "sock", "hat", "bag", "coat");
    private final Scorers scorers = Scorers.with(model);

    @Test
    void answersByPopularityBeforeThereIsAModelAndSaysSo() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(popular("hat", massAt(4, at(0))), popular("shoe", massAt(8, at(0))));

            Recommendation answer = scorer.answerTo(view("ann", "bag", at(0)));

            assertThat(answer.model()).isEqualTo(new ModelVersion("none", "champion"));
            assertThat(answer.reason()).isEqualTo("no model yet; popular now");
            assertThat(answer.items())
                    .extracting(RecommendedItem::itemId, RecommendedItem::rank, RecommendedItem::source)
                    .containsExactly(tuple("shoe", 1, Source.POPULARITY), tuple("hat", 2, Source.POPULARITY));
            assertThat(answer.items().get(0).score())
                    .as("decayed number of events")
                    .isBetween(7.99, 8.01);
            assertThat(scorer.metrics().count("answeredPopularity")).isOne();
            assertThat(scorer.metrics().gauge(MetricNames.MODEL_VERSION)).isEqualTo("none");
        }
    }

    @Test
    void answersEvenWhenNothingIsPopularYet() throws Exception {
        try (var scorer = scorers.start()) {
            Recommendation answer = scorer.answerTo(view("ann", "bag", at(0)));

            assertThat(answer.items()).isEmpty();
            assertThat(answer.reason()).isEqualTo("no model yet; nothing is popular yet");
            assertThat(scorer.metrics().count(MetricNames.ANSWERED_EMPTY)).isOne();
        }
    }

    @Test
    void answersByTheModelOnceThereIsOne() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v1"));

            Recommendation answer = scorer.answerTo(view("ann", "shoe", at(0)));

            assertThat(answer.model()).isEqualTo(new ModelVersion("v1", "champion"));
            assertThat(answer.reason()).isEqualTo("next item in the session, after shoe");
            assertThat(answer.items())
                    .extracting(RecommendedItem::itemId, RecommendedItem::rank, RecommendedItem::source)
                    .containsExactly(
                            tuple("sock", 1, Source.GRU), tuple("hat", 2, Source.GRU), tuple("bag", 3, Source.GRU));
            assertThat(scorer.metrics().count("answeredGru")).isOne();
        }
    }

    @Test
    void namesTriggerSessionAndTimesInItsAnswer() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.setProcessingTime(at(1));
            Interaction shoe = inSession("evening", view("ann", "shoe", at(0)));

            scorer.say(shoe);

            @SuppressWarnings("unchecked") // the output of a scorer
            var element = (StreamRecord<Recommendation>) scorer.getOutput().poll();
            assertThat(element.getTimestamp()).isEqualTo(at(0));
            Recommendation answer = element.getValue();
            assertThat(answer.userId()).isEqualTo("ann");
            assertThat(answer.sessionId()).isEqualTo("evening");
            assertThat(answer.triggerEventId()).isEqualTo(shoe.eventId());
            assertThat(answer.eventTimeMs()).isEqualTo(at(0));
            assertThat(answer.generatedAtMs()).isEqualTo(at(1));
            assertThat(scorer.metrics()
                            .histogram(MetricNames.EVENT_TO_RECOMMENDATION_MS)
                            .getStatistics()
                            .getMax())
                    .isEqualTo(60_000);
        }
    }

    @Test
    void leavesOutTheItemJustSeen() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(popular("shoe", 3), popular("hat", 2), popular("bag", 1), popular("coat", 0));
            assertThat(scorer.itemsAfter(view("ann", "shoe", at(0)))).containsExactly("hat", "bag", "coat");

            scorer.tell(champion("v1"));
            assertThat(scorer.itemsAfter(view("ann", "hat", at(1)))).containsExactly("shoe", "sock", "bag");
        }
    }

    @Test
    void showsAWithdrawnItemToNobodyUntilItIsAvailableAgain() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(popular("shoe", 3), popular("hat", 2), withdrawn("hat"));
            assertThat(scorer.itemsAfter(view("ann", "coat", at(0))))
                    .as("by popularity")
                    .containsExactly("shoe");

            scorer.tell(champion("v1"));
            assertThat(scorer.itemsAfter(view("ann", "coat", at(1))))
                    .as("withdrawn before the model came")
                    .containsExactly("shoe", "sock", "bag");

            scorer.tell(withdrawn("sock"));
            assertThat(scorer.itemsAfter(view("ann", "coat", at(2))))
                    .as("withdrawn while the model serves")
                    .containsExactly("shoe", "bag");

            scorer.tell(available("hat"));
            assertThat(scorer.itemsAfter(view("ann", "coat", at(3)))).containsExactly("shoe", "hat", "bag");
        }
    }

    @Test
    void playsABundleInRoundsOfOneModelCallEach() throws Exception {
        try (var scorer = scorers.inBundlesOf(6).start()) {
            scorer.tell(champion("v1"));

            scorer.say(view("ann", "shoe", at(0)), view("bob", "hat", at(0)), view("ann", "sock", at(1)));
            scorer.say(view("cid", "bag", at(1)), view("ann", "hat", at(2)), view("bob", "sock", at(2)));

            assertThat(model.callSizes()).containsExactly(3, 2, 1);
            assertThat(scorer.answers())
                    .extracting(
                            Recommendation::userId, answer -> answer.reason().replaceAll(".* ", ""))
                    .containsExactly(
                            tuple("ann", "shoe"),
                            tuple("bob", "hat"),
                            tuple("cid", "bag"),
                            tuple("ann", "sock"),
                            tuple("bob", "sock"),
                            tuple("ann", "hat"));
            assertThat(scorer.metrics()
                            .histogram(MetricNames.BUNDLE_SIZE)
                            .getStatistics()
                            .getMax())
                    .isEqualTo(6);
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesAUsersSecondStepFromWhereTheFirstEnded(Backend backend) throws Exception {
        try (var oneBundle = scorers.on(backend).inBundlesOf(2).start();
                var twoBundles = scorers.on(backend).start()) {
            for (ScorerHarness scorer : List.of(oneBundle, twoBundles)) {
                scorer.tell(champion("v1"));
                scorer.say(view("ann", "shoe", at(0)), click("ann", "sock", at(1)));
            }

            assertThat(oneBundle.user("ann")).isPresent().isEqualTo(twoBundles.user("ann"));
            assertThat(oneBundle.user("ann").orElseThrow().hidden())
                    .isEqualTo(new HiddenState(stamp("v1"), model.replay(shoeThenSock())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void remembersTheSessionItsHiddenVectorAndTheListItShowed(Backend backend) throws Exception {
        try (var scorer = scorers.on(backend).start()) {
            scorer.tell(champion("v1"));
            scorer.say(view("ann", "shoe", at(0)), click("ann", "sock", at(1)));

            UserState ann = scorer.user("ann").orElseThrow();
            assertThat(ann.tail().events())
                    .containsExactly(
                            new SessionEvent("shoe", InteractionType.VIEW, at(0)),
                            new SessionEvent("sock", InteractionType.CLICK, at(1)));
            assertThat(ann.hidden()).isEqualTo(new HiddenState(stamp("v1"), model.replay(shoeThenSock())));
            assertThat(ann.served()).isEqualTo(new ServedList(List.of("shoe", "hat", "bag"), Source.GRU));
            assertThat(scorer.users()).containsExactly("ann");
        }
    }

    @Test
    void asksTheModelForOneStepAtATime() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v1"));

            scorer.say(view("ann", "shoe", at(0)));
            ModelRequest first = model.lastRequest();
            assertThat(first.hidden()).as("the session starts").isEmpty();
            assertThat(first.excludedItemId()).isEqualTo("shoe");
            assertThat(first.inputs()).containsExactly(shoeThenSock().get(0));

            scorer.say(click("ann", "sock", at(1)));
            ModelRequest second = model.lastRequest();
            assertThat(second.hidden()).isEqualTo(model.replay(first.inputs()));
            assertThat(second.excludedItemId()).isEqualTo("sock");
            assertThat(second.inputs()).containsExactly(shoeThenSock().get(1));
            assertThat(scorer.metrics().count(MetricNames.HIDDEN_REBUILT)).isZero();
        }
    }

    @Test
    void startsANewSessionWithoutMemory() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v1"));
            scorer.say(view("ann", "shoe", at(0)));

            scorer.say(view("ann", "hat", at(30)));

            ModelRequest request = model.lastRequest();
            assertThat(request.hidden()).isEqualTo(NO_MEMORY);
            assertThat(request.inputs()).extracting(StepInput::itemId).containsExactly("hat");
            assertThat(request.inputs().get(0).context().gapBin())
                    .as("no preceding one")
                    .isZero();
            UserState ann = scorer.user("ann").orElseThrow();
            assertThat(ann.sessionId()).isEqualTo("ann@" + at(30));
            assertThat(ann.tail().events()).hasSize(1);
        }
    }

    @Test
    void keepsUsersApart() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v1"));
            scorer.say(view("ann", "shoe", at(0)), view("bob", "hat", at(0)), view("ann", "sock", at(1)));

            assertThat(scorer.users()).containsExactlyInAnyOrder("ann", "bob");
            assertThat(scorer.user("bob").orElseThrow().tail().events())
                    .extracting(SessionEvent::itemId)
                    .containsExactly("hat");
        }
    }

    @Test
    void failsTheTaskWhenTheModelDoes() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v1"));
            model.duringCalls(() -> {
                throw new IllegalStateException("the device is gone");
            });

            assertThatThrownBy(() -> scorer.say(view("ann", "shoe", at(0)))).hasMessage("the device is gone");
        }
    }

    @Test
    void canBeShippedToATaskManager() throws Exception {
        SessionScorer scorer = new SessionScorer(scorers.settings(), new RegistryModelSource("cpu"), 1_000);

        assertThat(InstantiationUtil.clone(scorer)).isNotSameAs(scorer);
    }

    private static List<StepInput> shoeThenSock() {
        return List.of(
                new StepInput("shoe", ContextFeatures.of(InteractionType.VIEW, at(0), ContextFeatures.NO_PRECEDING)),
                new StepInput("sock", ContextFeatures.of(InteractionType.CLICK, at(1), at(0))));
    }

    private static double massAt(int events, long timestampMs) {
        double mass = DecayedMass.NONE;
        for (int i = 0; i < events; i++) {
            mass = DecayedMass.plus(mass, timestampMs, Scorers.HALF_LIFE_MS);
        }
        return mass;
    }
}
