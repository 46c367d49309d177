package io.segue.models.gru;

import io.segue.models.format.GoldenCase;
import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.Scorer;
import io.segue.models.vocabulary.KnownItems;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemContent;
import io.segue.state.item.ItemVector;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Sessions that touch every part of a model: of known items, each longer than the one before, the fourth ending with an
 * item of which nothing is known; one that comes back to its own items; one with an item that was just announced; where
 * the model has a memory, one of a user who had one of the others before.
 */
final class GoldenSessions {
    private static final int LENGTH_MAX = 4;
    private static final int ITEMS = 10;
    private static final float[] NO_MEMORY = {};
    private static final long GAP_MS_MAX = 3_600_000;

    private final KnownItems known;
    private final SplittableRandom random;
    private long timeMs;

    private GoldenSessions(KnownItems known, long seed) {
        this.known = known;
        this.random = new SplittableRandom(seed);
        this.timeMs = random.nextLong(1L << 41);
    }

    /** The cases, with what the model makes of them. */
    static List<GoldenCase> of(NextItemModel model, KnownItems known, long seed) {
        GoldenSessions sessions = new GoldenSessions(known, seed);
        List<GoldenCase> cases = new ArrayList<>();
        for (int length = 1; length <= LENGTH_MAX; length++) {
            List<String> itemIds = sessions.knownItems(length);
            if (length == LENGTH_MAX) {
                itemIds.add(sessions.unknownItemId("unknown"));
            }
            cases.add(sessions.unanswered(itemIds, Map.of(), NO_MEMORY));
        }
        List<String> twice = sessions.knownItems(LENGTH_MAX);
        twice.addAll(twice.subList(0, 2));
        cases.add(sessions.unanswered(twice, Map.of(), NO_MEMORY));
        String announced = sessions.unknownItemId("announced");
        cases.add(sessions.unanswered(
                List.of(announced, sessions.knownItems(1).get(0)), Map.of(announced, sessions.content()), NO_MEMORY));
        if (model.hasMemory()) {
            float[] memory = answered(model, cases.get(0)).hidden();
            cases.add(sessions.unanswered(sessions.knownItems(LENGTH_MAX), Map.of(), memory));
        }
        return cases.stream().map(asked -> answered(model, asked)).toList();
    }

    private static GoldenCase answered(NextItemModel model, GoldenCase asked) {
        try (Scorer scorer = model.newScorer()) {
            ModelAnswer answer = asked.ask(scorer, ITEMS);
            return new GoldenCase(asked.session(), asked.announced(), asked.memory(), answer.hidden(), answer.items());
        }
    }

    private GoldenCase unanswered(List<String> itemIds, Map<String, ItemContent> announced, float[] memory) {
        List<SessionEvent> events = new ArrayList<>();
        for (String itemId : itemIds) {
            timeMs += random.nextLong(GAP_MS_MAX);
            events.add(new SessionEvent(
                    itemId, InteractionType.ofOrdinal(random.nextInt(InteractionType.count())), timeMs));
        }
        return new GoldenCase(
                new SessionTail(events, ContextFeatures.NO_PRECEDING), announced, memory, new float[0], List.of());
    }

    private List<String> knownItems(int count) {
        List<String> itemIds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            itemIds.add(
                    known.vocabulary().itemId(random.nextInt(known.vocabulary().size())));
        }
        return itemIds;
    }

    /** That of a known item, and a brand and a title besides, which may be new, and a vector, where those are read. */
    private ItemContent content() {
        ItemContent of = known.catalogue().of(knownItems(1).get(0));
        float[] vector = new float[known.content().vectorLength()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = random.nextFloat(-1, 1);
        }
        return new ItemContent(of.category(), "golden", of.price(), "announced as golden", ItemVector.of(vector));
    }

    private String unknownItemId(String first) {
        String itemId = first;
        while (known.vocabulary().contains(itemId)) {
            itemId += "-";
        }
        return itemId;
    }
}
