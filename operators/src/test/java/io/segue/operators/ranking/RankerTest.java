package io.segue.operators.ranking;

import static io.segue.operators.fixture.Interactions.at;
import static io.segue.operators.fixture.Interactions.purchase;
import static io.segue.operators.fixture.Interactions.view;
import static io.segue.operators.fixture.Told.available;
import static io.segue.operators.fixture.Told.champion;
import static io.segue.operators.fixture.Told.popular;
import static io.segue.operators.fixture.Told.retired;
import static io.segue.operators.fixture.Told.withContent;
import static io.segue.operators.fixture.Told.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.segue.models.rank.RankFeature;
import io.segue.models.rank.RankSettings;
import io.segue.operators.fixture.FakeModel;
import io.segue.operators.fixture.FakeModelSource;
import io.segue.operators.fixture.Networks;
import io.segue.operators.fixture.Told;
import io.segue.operators.fixture.Visitor;
import io.segue.operators.model.RegistryModelSource;
import io.segue.operators.turn.NeighbouredTurn;
import io.segue.state.MetricNames;
import io.segue.state.interaction.Interaction;
import io.segue.state.item.ItemContent;
import io.segue.state.live.Neighbour;
import io.segue.state.live.RankerState;
import io.segue.state.live.UserHistory.Visited;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.recommendation.RecommendedItem;
import io.segue.state.recommendation.Source;
import io.segue.state.settings.InvalidOptionException;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

/** What turns are answered with. */
class RankerTest {
    /** Likes successors best, then what the model likes. */
    private final FakeModel model = new FakeModel("v1")
            .rankedBy(Networks.by(RankFeature.SUCCESSOR_RECIPROCAL_RANK, RankFeature.MODEL_RECIPROCAL_RANK));

    private final Rankers rankers = Rankers.with(model);
    private final Visitor ann = new Visitor("ann");

    @Test
    void answersByWhatIsCountedLiveBeforeThereIsAModelAndSaysSo() throws Exception {
        try (var ranker = rankers.start()) {
            ranker.tell(popular("hat", 4), popular("tie", 8));

            Recommendation answer = ranker.answerTo(ann.sees("shoe", at(0), "sock", "hat"));

            assertThat(answer.model()).isEqualTo(new ModelVersion("none", "champion"));
            assertThat(answer.reason()).isEqualTo("no model yet: live successors and popularity");
            assertThat(answer.items())
                    .extracting(RecommendedItem::itemId, RecommendedItem::rank, RecommendedItem::source)
                    .containsExactly(
                            tuple("hat", 1, Source.SUCCESSORS),
                            tuple("sock", 2, Source.SUCCESSORS),
                            tuple("tie", 3, Source.POPULARITY));
            assertThat(answer.items()).extracting(RecommendedItem::because).contains(List.of("follows shoe"));
            assertThat(ranker.metrics().count("answered")).isOne();
            assertThat(ranker.metrics().count("answeredSuccessors"))
                    .as("source of the first")
                    .isOne();
            assertThat(ranker.metrics().count(MetricNames.ANSWERED_FUSED)).isOne();
            assertThat(ranker.metrics().gauge(MetricNames.LIVE_ITEMS)).isEqualTo(2);
            assertThat(ranker.metrics()
                            .histogram(MetricNames.CANDIDATES)
                            .getStatistics()
                            .getMax())
                    .isEqualTo(3);
        }
    }

    @Test
    void answersEvenWhenNobodyProposesAnything() throws Exception {
        try (var ranker = rankers.start()) {
            Recommendation answer = ranker.answerTo(ann.sees("shoe", at(0)));

            assertThat(answer.items()).isEmpty();
            assertThat(answer.reason()).isEqualTo("no model yet: nothing to propose yet");
            assertThat(ranker.metrics().count(MetricNames.ANSWERED_EMPTY)).isOne();
            assertThat(ranker.metrics().count("answered")).isOne();
        }
    }

    @Test
    void ordersTheProposalsByTheRankerOfTheTurnsModel() throws Exception {
        try (var ranker = rankers.start()) {
            ranker.tell(champion("v1"), popular("tie", 1));
            ann.scoredBy("v1", "sock", "hat", "bag").withSimilar("coat");

            Recommendation answer = ranker.answerTo(ann.sees("shoe", at(0), "bag"));

            assertThat(answer.model()).isEqualTo(new ModelVersion("v1", "champion"));
            assertThat(answer.reason()).isEqualTo("next item in the session, after shoe");
            assertThat(answer.items())
                    .extracting(RecommendedItem::itemId, RecommendedItem::source)
                    .containsExactly(
                            tuple("bag", Source.SUCCESSORS), tuple("sock", Source.GRU), tuple("hat", Source.GRU));
            assertThat(answer.items().get(0).because()).contains("follows shoe");
            assertThat(ranker.metrics().count(MetricNames.ANSWERED_FUSED)).isZero();
            assertThat(ranker.metrics().gauge(MetricNames.RANKER_VERSION)).isEqualTo("v1");
            assertThat(ranker.metrics().gauge(MetricNames.RANKER_LOADED)).isEqualTo(1);
        }
    }

    @Test
    void namesTriggerSessionAndTimesInItsAnswer() throws Exception {
        try (var ranker = rankers.start()) {
            ranker.setProcessingTime(at(1));
            Interaction shoe = view("ann", "shoe", at(0));

            ranker.say(ann.opens("evening").answers(shoe));

            @SuppressWarnings("unchecked") // the output of a ranker
            var element = (StreamRecord<Recommendation>) ranker.getOutput().poll();
            assertThat(element.getTimestamp()).isEqualTo(at(0));
            Recommendation answer = element.getValue();
            assertThat(answer.userId()).isEqualTo("ann");
            assertThat(answer.sessionId()).isEqualTo("evening");
            assertThat(answer.triggerEventId()).isEqualTo(shoe.eventId());
            assertThat(answer.eventTimeMs()).isEqualTo(at(0));
            assertThat(answer.generatedAtMs()).isEqualTo(at(1));
            assertThat(ranker.metrics()
                            .histogram(MetricNames.EVENT_TO_RECOMMENDATION_MS)
                            .getStatistics()
                            .getMax())
                    .isEqualTo(60_000);
        }
    }

    @Test
    void givesAReplayTheSameId() throws Exception {
        try (var one = rankers.start();
                var other = rankers.start()) {
            other.setProcessingTime(at(5));
            Interaction shoe = view("ann", "shoe", at(0));

            assertThat(one.answerTo(new Visitor("ann").answers(shoe)).recommendationId())
                    .isEqualTo(other.answerTo(new Visitor("ann").answers(shoe)).recommendationId());
        }
    }

    @Test
    void showsNeitherTheItemJustSeenNorAWithdrawnOne() throws Exception {
        try (var ranker = rankers.start()) {
            ranker.tell(champion("v1"), popular("shoe", 9), popular("hat", 8), withdrawn("hat"), withdrawn("bag"));
            ann.scoredBy("v1", "shoe", "hat", "sock").withSimilar("hat", "coat");
            assertThat(ranker.itemsAfter(ann.sees("shoe", at(0), "hat", "shoe", "bag", "tie")))
                    .containsExactlyInAnyOrder("tie", "sock", "coat");

            ranker.tell(available("hat"));
            assertThat(ranker.itemsAfter(ann.sees("shoe", at(1), "hat"))).contains("hat");
        }
    }

    @Test
    void addsUpTheNeighboursOfTheWholeSession() throws Exception {
        try (var ranker = rankers.start()) {
            ranker.tell(champion("v1"));
            ann.scoredBy("v1");
            ranker.say(ann.sees("shoe", at(0), "bag", "hat"));

            Recommendation answer = ranker.answerTo(ann.sees("sock", at(1), "hat"));

            assertThat(RankerHarness.itemsOf(answer)).startsWith("hat", "bag");
            assertThat(ranker.user("ann").orElseThrow().neighbours().neighbours())
                    .extracting(Neighbour::itemId, Neighbour::causeItemId)
                    .containsExactly(tuple("hat", "sock"), tuple("bag", "shoe"));
        }
    }

    @Test
    void answersAnOvertakenTurnAndKeepsWhatItSays() throws Exception {
        NeighbouredTurn shoe = ann.sees("shoe", at(0), "bag");
        NeighbouredTurn sock = ann.sees("sock", at(1), "hat");
        try (var ranker = rankers.start()) {
            ranker.say(sock);

            assertThat(ranker.itemsAfter(shoe)).containsExactlyInAnyOrder("bag", "hat", "sock");
            RankerState after = ranker.user("ann").orElseThrow();
            assertThat(after.neighbours().neighbours())
                    .extracting(Neighbour::itemId)
                    .containsExactlyInAnyOrder("bag", "hat");
            assertThat(after.history().items()).extracting(Visited::itemId).containsExactly("sock", "shoe");
            assertThat(after.served().afterItemId()).isEqualTo("sock");
        }
    }

    @Test
    void answersAnOvertakenTurnOfTheSessionBeforeFromThatOneAlone() throws Exception {
        NeighbouredTurn shoe = ann.sees("shoe", at(0), "bag");
        NeighbouredTurn sock = ann.opens("s2").sees("sock", at(60), "hat");
        try (var ranker = rankers.start()) {
            ranker.say(sock);

            assertThat(ranker.itemsAfter(shoe)).containsExactlyInAnyOrder("bag", "sock");
            RankerState after = ranker.user("ann").orElseThrow();
            assertThat(after.sessionId()).isEqualTo("s2");
            assertThat(after.neighbours().neighbours())
                    .extracting(Neighbour::itemId)
                    .containsExactly("hat");
        }
    }

    @Test
    void startsANewSessionWithoutNeighboursButWithThePast() throws Exception {
        try (var ranker = rankers.start()) {
            ranker.say(ann.answers(purchase("ann", "shoe", at(0)), "bag"));

            Recommendation answer = ranker.answerTo(ann.opens("s2").sees("sock", at(60)));

            assertThat(answer.items())
                    .extracting(RecommendedItem::itemId, RecommendedItem::source)
                    .containsExactly(tuple("shoe", Source.HISTORY));
            assertThat(ranker.user("ann").orElseThrow().history().items())
                    .containsExactly(
                            new Visited("shoe", 1, at(0), at(0)), new Visited("sock", 1, at(60), Visited.NEVER));
        }
    }

    @Test
    void keepsUsersApart() throws Exception {
        try (var ranker = rankers.start()) {
            ranker.say(ann.sees("shoe", at(0), "bag"));

            assertThat(ranker.itemsAfter(new Visitor("bob").sees("shoe", at(1))))
                    .isEmpty();
        }
    }

    @Test
    void saysThatAModelHasNoRanker() throws Exception {
        try (var ranker = Rankers.with(new FakeModel("v7")).start()) {
            ranker.tell(champion("v7"), popular("tie", 1));

            Recommendation answer =
                    ranker.answerTo(ann.scoredBy("v7", "sock", "hat").sees("shoe", at(0), "hat"));

            assertThat(answer.model().version()).isEqualTo("v7");
            assertThat(answer.reason()).isEqualTo("model v7 has no ranker: proposals fused by rank");
            assertThat(answer.items())
                    .extracting(RecommendedItem::itemId, RecommendedItem::source)
                    .containsExactly(
                            tuple("hat", Source.SUCCESSORS),
                            tuple("sock", Source.GRU),
                            tuple("tie", Source.POPULARITY));
            assertThat(ranker.metrics().gauge(MetricNames.RANKER_LOADED)).isEqualTo(0);
            assertThat(ranker.metrics().gauge(MetricNames.RANKER_VERSION)).isEqualTo("none");
        }
    }

    @Test
    void saysThatTheRankerOfATurnsModelIsNotThereYet() throws Exception {
        FakeModelSource models = FakeModelSource.with(model);
        try (var ranker = Rankers.of(models).start()) {
            ranker.tell(champion("v1"), champion("v2"));

            assertThat(ranker.answerTo(ann.scoredBy("v2", "sock").sees("shoe", at(0)))
                            .reason())
                    .isEqualTo("ranker of model v2 not there: proposals fused by rank");

            models.has(new FakeModel("v2").rankedBy(Networks.by(RankFeature.MODEL_RECIPROCAL_RANK)));
            assertThat(ranker.answerTo(ann.sees("hat", at(1))).reason())
                    .isEqualTo("next item in the session, after hat");
        }
    }

    @Test
    void stillRanksTheTurnsOfTheModelBefore() throws Exception {
        FakeModel second = new FakeModel("v2").rankedBy(Networks.by(RankFeature.MODEL_RECIPROCAL_RANK));
        FakeModelSource models = FakeModelSource.with(model, second);
        try (var ranker = Rankers.of(models).start()) {
            ranker.tell(champion("v1"));
            ranker.setProcessingTime(50);
            ranker.tell(champion("v2"));
            ranker.setProcessingTime(100);
            assertThat(ranker.metrics().gauge(MetricNames.RANKER_VERSION)).isEqualTo("v2");
            assertThat(models.held("v1")).as("the weights are given back").isZero();

            assertThat(ranker.itemsAfter(ann.scoredBy("v1", "sock", "hat").sees("shoe", at(0), "bag")))
                    .as("successors first")
                    .startsWith("bag");
            assertThat(ranker.itemsAfter(ann.scoredBy("v2", "sock", "hat").sees("shoe", at(1), "bag")))
                    .as("the model first")
                    .startsWith("sock");
            assertThat(ranker.metrics().count(MetricNames.ANSWERED_FUSED)).isZero();
        }
    }

    @Test
    void answersByItsModelUntilThatRetires() throws Exception {
        try (var ranker = rankers.start()) {
            ranker.tell(champion("v1"));
            ranker.setProcessingTime(50);
            ranker.say(ann.scoredBy("v1", "sock").sees("shoe", at(0)));

            ranker.tell(retired("v1"));

            assertThat(ranker.answers())
                    .extracting(Recommendation::reason)
                    .containsExactly("next item in the session, after shoe");
            assertThat(ranker.metrics().gauge(MetricNames.RANKER_LOADED)).isEqualTo(0);
        }
    }

    @Test
    void explainsByTheContentOfItems() throws Exception {
        ItemContent shoes = new ItemContent("shoes", "", 0, "");
        FakeModel liking =
                new FakeModel("v1").rankedBy(Networks.by(RankFeature.SAME_CATEGORY, RankFeature.MODEL_RECIPROCAL_RANK));
        try (var ranker = Rankers.with(liking).start()) {
            ranker.tell(champion("v1"), withContent("boot", shoes), withContent("shoe", shoes));
            ann.scoredBy("v1", "hat", "sock", "boot");

            Recommendation answer = ranker.answerTo(ann.sees("shoe", at(0)));

            assertThat(answer.items().get(0).itemId()).isEqualTo("boot");
            assertThat(answer.items().get(0).because()).containsExactly("fits this session, same category as shoe");
        }
    }

    @Test
    void givesItsModelBackWhenItCloses() throws Exception {
        FakeModelSource models = FakeModelSource.with(model);
        var ranker = Rankers.of(models).start();
        ranker.tell(champion("v1"));
        ranker.setProcessingTime(50);
        assertThat(models.held("v1")).isOne();

        ranker.close();

        assertThat(models.held("v1")).isZero();
        assertThat(model.openScorers()).as("a ranker scores nothing").isZero();
    }

    @Test
    void canBeShippedToATaskManager() throws Exception {
        Ranker ranker = new Ranker(rankers.settings(), new RegistryModelSource("cpu"));

        assertThat(InstantiationUtil.clone(ranker)).isNotSameAs(ranker);
    }

    @Test
    void refusesAListOfNoOrTooManyItems() {
        RankerSettings valid = rankers.settings();
        assertThatThrownBy(() -> new RankerSettings(
                        valid.serving(), 0, valid.live(), valid.rank(), valid.rules(), valid.controlled()))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("segue.recommendation.items is 0");
        assertThatThrownBy(() -> new RankerSettings(
                        valid.serving(),
                        20,
                        valid.live(),
                        new RankSettings(10, 5, 19, Set.of()),
                        valid.rules(),
                        valid.controlled()))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("segue.rank.candidates is 19")
                .hasMessageContaining("segue.recommendation.items");
    }

    @Test
    void ignoresReleasesOfOtherModels() throws Exception {
        FakeModelSource models = FakeModelSource.with(model);
        try (var ranker = Rankers.of(models).start()) {
            ranker.tell(Told.championOf("bakery", "v1"), Told.candidate("v1"));

            assertThat(models.asked()).isEmpty();
            assertThat(ranker.timers()).isZero();
        }
    }
}
