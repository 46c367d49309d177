package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelAnswers;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.Scorer;
import io.segue.models.vocabulary.ContentVocabulary;
import io.segue.models.vocabulary.KnownItems;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every backend does with items by their content, and with the session's own. */
abstract class GruScorerContentContract {
    private static final int ITEMS = 40;
    private static final int HIDDEN = 8;
    private static final int COPY_EVENTS = 6;

    private final KnownItems known = known();
    private final GruWeights weights = Fixtures.weights(
            new GruShape(
                    HIDDEN,
                    ITEMS,
                    3,
                    known.content().rowsCount(),
                    COPY_EVENTS,
                    ItemEmbedding.CONSTRAINED,
                    Set.of(),
                    ContextFusion.ADDED,
                    false),
            7);
    private final GruModel model = new GruModel("v1", weights, known, backend());
    private final SplittableRandom random = new SplittableRandom(11);

    private static ItemContent content(int kind) {
        return new ItemContent("all.kind-" + kind, "brand-" + kind % 3, 1 + kind, "");
    }

    private static KnownItems known() {
        Map<String, ItemContent> contents = new HashMap<>();
        IntStream.range(0, ITEMS).forEach(i -> contents.put("item-" + i, content(i % 7)));
        return new KnownItems(
                Fixtures.vocabulary(ITEMS),
                new ItemCatalogue(contents),
                ContentVocabulary.of(new TreeMap<>(contents).values(), 1, 2));
    }

    abstract Backend backend();

    @AfterEach
    void close() {
        model.close();
    }

    private static ModelAnswer ask(Scorer scorer, SessionTail session, int count) {
        return scorer.recommend(
                        List.of(ModelRequest.replay(session, session.newest().itemId())), count)
                .get(0);
    }

    private static List<String> itemIds(ModelAnswer answer) {
        return answer.items().stream().map(ScoredItem::itemId).toList();
    }

    private SessionTail session(int length, int itemsOfIt) {
        List<SessionEvent> events = new ArrayList<>();
        long timeMs = 0;
        for (int i = 0; i < length; i++) {
            timeMs += random.nextLong(1 << random.nextInt(1, 24));
            InteractionType type = InteractionType.ofOrdinal(random.nextInt(InteractionType.count()));
            events.add(new SessionEvent("item-" + random.nextInt(itemsOfIt), type, timeMs));
        }
        return new SessionTail(events, ContextFeatures.NO_PRECEDING);
    }

    @Test
    void listsExactlyTheBestWhetherTheBonusLiftsOrLowersAnItem() {
        try (Scorer scorer = model.newScorer()) {
            scorer.setAvailable("item-3", false);
            for (int round = 0; round < 100; round++) {
                SessionTail session = session(1 + random.nextInt(10), 8);
                int count = 1 + random.nextInt(12);

                ModelAnswer all = ask(scorer, session, ITEMS);
                ModelAnswer some = ask(scorer, session, count);

                assertThat(itemIds(some))
                        .as("round %d, seed 11", round)
                        .isEqualTo(itemIds(all).subList(0, count));
                assertThat(all.items())
                        .isSortedAccordingTo(
                                Comparator.comparing(ScoredItem::score).reversed());
                assertThat(itemIds(all))
                        .doesNotContain("item-3", session.newest().itemId())
                        .doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void addsTheBonusByDistanceGapTypeAndState() {
        SessionTail session = session(9, 5);
        CopyHead head = new CopyHead(weights);
        try (Scorer scorer = model.newScorer()) {
            ModelAnswer with = ask(scorer, session, ITEMS);
            ModelAnswer without = scorer.recommend(
                            List.of(new ModelRequest(
                                    Fixtures.START,
                                    session.inputs(),
                                    session.newest().itemId())),
                            ITEMS)
                    .get(0);
            Map<String, Float> before = new HashMap<>();
            without.items().forEach(item -> before.put(item.itemId(), item.score()));

            List<CopiedItem> own = CopiedItem.of(session, 8, COPY_EVENTS);
            assertThat(own).isNotEmpty();
            Map<String, Float> bonus = new HashMap<>();
            own.forEach(item -> bonus.put(item.itemId(), head.bonus(item, with.hidden(), 0)));
            for (ScoredItem item : with.items()) {
                float expected = before.get(item.itemId()) + bonus.getOrDefault(item.itemId(), 0f);
                assertThat(item.score()).as(item.itemId()).isCloseTo(expected, within(1e-5f));
            }
        }
    }

    @Test
    void ranksAndReadsAnItemAnnouncedASecondAgo() {
        SessionTail session = Fixtures.views(0, "item-4", "item-9");
        try (Scorer scorer = model.newScorer();
                Scorer other = model.newScorer()) {
            ModelAnswer before = ask(scorer, session, ITEMS);
            float[] unknown = ask(scorer, Fixtures.views(0, "new"), 1).hidden();

            scorer.setContent("new", content(2));
            scorer.setContent("newer", content(5));

            ModelAnswer after = ask(scorer, session, ITEMS + 2);
            assertThat(itemIds(after)).contains("new", "newer").hasSize(ITEMS + 1);
            assertThat(after.items()).containsAll(before.items());
            assertThat(itemIds(ask(other, session, ITEMS + 2)))
                    .as("another scorer was not told")
                    .doesNotContain("new");
            assertThat(ask(scorer, Fixtures.views(0, "new"), 1).hidden()).isNotEqualTo(unknown);

            scorer.setAvailable("new", false);
            scorer.setContent("new", content(3));
            assertThat(itemIds(ask(scorer, session, ITEMS + 2)))
                    .doesNotContain("new")
                    .contains("newer");
            scorer.setAvailable("new", true);
            assertThat(itemIds(ask(scorer, session, ITEMS + 2))).contains("new");
        }
    }

    @Test
    void scoresAnAnnouncedItemAsAKnownOneWithoutAnythingOfItsOwn() {
        System.arraycopy(new float[HIDDEN], 0, weights.values(GruShape.ITEMS), 5 * HIDDEN, HIDDEN);
        weights.values(GruShape.ITEM_BIAS)[5] = weights.values(GruShape.COLD_BIAS)[0];
        try (GruModel own = new GruModel("v2", weights, known, backend());
                Scorer scorer = own.newScorer()) {
            scorer.setContent("new", content(5));

            ModelAnswer answer = ask(scorer, Fixtures.views(0, "item-4", "item-9"), ITEMS + 1);

            assertThat(scoreOf(answer, "new")).isCloseTo(scoreOf(answer, "item-5"), within(1e-5f));
            assertThat(ask(scorer, Fixtures.views(0, "new"), 1).hidden())
                    .containsExactly(ask(scorer, Fixtures.views(0, "item-5"), 1).hidden(), within(1e-6f));
        }
    }

    private static float scoreOf(ModelAnswer answer, String itemId) {
        return answer.items().stream()
                .filter(item -> item.itemId().equals(itemId))
                .findFirst()
                .orElseThrow()
                .score();
    }

    @Test
    void ignoresContentThatSaysNothingOrIsOfAKnownItem() {
        SessionTail session = Fixtures.views(0, "item-4", "item-9");
        try (Scorer scorer = model.newScorer()) {
            ModelAnswer before = ask(scorer, session, ITEMS);

            scorer.setContent("nothing", ItemContent.UNKNOWN);
            scorer.setContent("item-1", content(6));

            ModelAnswers.assertSame(ask(scorer, session, ITEMS), before);
        }
    }
}
