package io.segue.models.gru;

import io.segue.models.serving.ModelRequest;
import io.segue.models.vocabulary.KnownItems;
import io.segue.models.vocabulary.Vocabulary;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.feature.StepInput;
import io.segue.state.interaction.InteractionType;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small networks with random weights, and sessions for them. */
final class Fixtures {
    static final float[] START = new float[0];

    private Fixtures() {}

    /** A network of items and context alone. */
    static GruShape shape(int hiddenSize, int items, int oovBuckets) {
        return new GruShape(
                hiddenSize,
                items,
                oovBuckets,
                0,
                0,
                ItemEmbedding.CONSTRAINED,
                EnumSet.allOf(ContextInput.class),
                ContextFusion.ADDED,
                false);
    }

    static GruWeights weights(int hiddenSize, int items, int oovBuckets, long seed) {
        return weights(shape(hiddenSize, items, oovBuckets), seed);
    }

    static GruWeights weights(GruShape shape, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        GruWeights weights = GruWeights.initial(shape, random);
        weights.tensors().forEach(tensor -> {
            for (int i = 0; i < tensor.values().length; i++) {
                tensor.values()[i] = (float) (random.nextDouble() - 0.5);
            }
        });
        return weights;
    }

    static Vocabulary vocabulary(int items) {
        return new Vocabulary(
                IntStream.range(0, items).mapToObj(i -> "item-" + i).toList());
    }

    static GruModel model(GruWeights weights, Backend backend) {
        return new GruModel(
                "v1",
                weights,
                KnownItems.withoutContent(vocabulary(weights.shape().itemsCount())),
                backend);
    }

    static StepInput input(String itemId, SplittableRandom random) {
        return new StepInput(
                itemId,
                new ContextFeatures(
                        random.nextInt(InteractionType.count()),
                        random.nextInt(ContextFeatures.HOURS),
                        random.nextInt(ContextFeatures.DAYS),
                        random.nextInt(ContextFeatures.GAP_BINS)));
    }

    /** Known items, and now and then an unknown one. */
    static List<StepInput> inputs(int count, int items, SplittableRandom random) {
        List<StepInput> inputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int item = random.nextInt(items + items / 4 + 1);
            inputs.add(input(item < items ? "item-" + item : "unknown-" + item, random));
        }
        return inputs;
    }

    static ModelRequest fromStart(List<StepInput> inputs) {
        return new ModelRequest(START, inputs, "");
    }

    static SessionTail session(long startMs, Object... typesAndItems) {
        List<SessionEvent> events = new ArrayList<>();
        for (int i = 0; i < typesAndItems.length; i += 2) {
            events.add(new SessionEvent(
                    (String) typesAndItems[i + 1], (InteractionType) typesAndItems[i], startMs + i * 10_000L));
        }
        return new SessionTail(events, ContextFeatures.NO_PRECEDING);
    }

    static SessionTail views(long startMs, String... itemIds) {
        Object[] typesAndItems = new Object[2 * itemIds.length];
        for (int i = 0; i < itemIds.length; i++) {
            typesAndItems[2 * i] = InteractionType.VIEW;
            typesAndItems[2 * i + 1] = itemIds[i];
        }
        return session(startMs, typesAndItems);
    }

    /** The same network with a memory. */
    static GruShape withMemory(GruShape shape) {
        return new GruShape(
                shape.hiddenSize(),
                shape.itemsCount(),
                shape.oovBuckets(),
                shape.contentRows(),
                shape.copyEvents(),
                shape.embedding(),
                shape.contextInputs(),
                shape.contextFusion(),
                true);
    }

    /** Sessions each of another user. */
    static List<UserSession> ofStrangers(List<SessionTail> sessions) {
        return IntStream.range(0, sessions.size())
                .mapToObj(i -> new UserSession("user-" + i, "session-" + i, sessions.get(i)))
                .toList();
    }

    /** Sessions of one user, one after the other. */
    static List<UserSession> ofOneUser(List<SessionTail> sessions) {
        return sessions.stream()
                .map(session -> new UserSession("ann", "at-" + session.newest().timestampMs(), session))
                .toList();
    }

    /** Walks of four around a circle of items. */
    static List<SessionTail> circle(int items, int sessions) {
        return IntStream.range(0, sessions)
                .mapToObj(s -> views(
                        s * 1_000_000L,
                        IntStream.range(s, s + 4)
                                .mapToObj(i -> "item-" + i % items)
                                .toArray(String[]::new)))
                .toList();
    }
}
