package io.segue.models.baseline;

import io.segue.models.training.TrainingSet;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sessions of views, one a second. */
final class Sessions {
    private Sessions() {}

    static SessionTail session(long startSecond, String... itemIds) {
        List<SessionEvent> events = new ArrayList<>();
        for (int i = 0; i < itemIds.length; i++) {
            events.add(new SessionEvent(itemIds[i], InteractionType.VIEW, 1_000 * (startSecond + i)));
        }
        return new SessionTail(events, ContextFeatures.NO_PRECEDING);
    }

    static List<UserSession> training(SessionTail... sessions) {
        return Stream.of(sessions)
                .map(tail -> new UserSession("someone", "somewhen", tail))
                .toList();
    }

    static TrainingSet collapsed(SessionTail... sessions) {
        return new TrainingSet(training(sessions), ItemCatalogue.EMPTY, true);
    }

    static TrainingSet withRepeats(SessionTail... sessions) {
        return new TrainingSet(training(sessions), ItemCatalogue.EMPTY, false);
    }

    /** What the worked examples are about. */
    static TrainingSet three() {
        return collapsed(session(0, "a", "b", "c"), session(100, "a", "b", "d"), session(200, "b", "c"));
    }

    /** Walks among items that are close to each other, without repeats in succession. */
    static SessionTail[] walks(int sessions, int items, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, sessions)
                .mapToObj(s -> {
                    int item = random.nextInt(items);
                    String[] itemIds = new String[2 + random.nextInt(8)];
                    for (int i = 0; i < itemIds.length; i++) {
                        itemIds[i] = "item-" + item;
                        item = Math.floorMod(item + 1 + random.nextInt(3) * (random.nextBoolean() ? 1 : -2), items);
                        item = itemIds[i].equals("item-" + item) ? (item + 1) % items : item;
                    }
                    return session(600L * s, itemIds);
                })
                .toArray(SessionTail[]::new);
    }
}
