package io.segue.streaming.bench.state;

import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.InteractionType;
import io.segue.state.session.HiddenState;
import io.segue.state.session.RecentEventIds;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserState;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Users of made-up content whose state is as large as it becomes: a session of full length, a hidden vector, as many event
 * ids as are remembered. Half of a session's events are of an item that it had before.
 */
record FullUser(int events, int hidden) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long STARTS_MS = 1_795_342_530_000L;
    private static final int ITEMS = 100_000;
    private static final int EVENT_IDS = 32;
    private static final int STEP_MS_MAX = 120_000;
    private static final String VERSION = "20261122-024632";

    static String id(long user) {
        return "user-" + user;
    }

    /** The same for the same arguments. */
    UserState state(long user, long turn) {
        SplittableRandom random = new SplittableRandom(user * 31 + turn);
        List<SessionEvent> tail = new ArrayList<>(events);
        long timestampMs = STARTS_MS;
        for (int i = 0; i < events; i++) {
            timestampMs += random.nextInt(STEP_MS_MAX);
            String itemId = i > 0 && random.nextBoolean()
                    ? tail.get(random.nextInt(i)).itemId()
                    : "item-" + random.nextInt(ITEMS);
            tail.add(new SessionEvent(
                    itemId, InteractionType.ofOrdinal(random.nextInt(InteractionType.count())), timestampMs));
        }
        float[] vector = new float[hidden];
        for (int i = 0; i < hidden; i++) {
            vector[i] = (float) random.nextDouble(-1, 1);
        }
        return new UserState(
                id(user) + "@" + STARTS_MS,
                timestampMs,
                events,
                new SessionTail(tail, ContextFeatures.NO_PRECEDING),
                new HiddenState(VERSION, vector),
                RecentEventIds.ofHashes(random.longs(EVENT_IDS).toArray()));
    }
}
