package io.segue.streaming.bench.train;

import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.InteractionType;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Sessions to learn from, all of one length, so that every step has a full batch. Of the events every other one goes through
 * all items in turn, so that the table has as many rows as asked for; the others are in proportion to
 * {@code 1 / (rank + 10)}.
 */
public final class TrainShop {
    /** Events of a session from each of which the next one is learned. */
    static final int EXAMPLES_OF_SESSION = 10;

    public static final int EVENTS_OF_SESSION = EXAMPLES_OF_SESSION + 1;

    private static final double FLAT = 10;
    private static final long SEED = 7;
    private static final long PAUSE_MS = 1_000;

    private final int items;
    private final int[] events;

    public TrainShop(int items, int sessions) {
        this.items = items;
        this.events = new int[sessions * EVENTS_OF_SESSION];
        SplittableRandom random = new SplittableRandom(SEED);
        double[] cumulative = new double[items];
        double sum = 0;
        for (int item = 0; item < items; item++) {
            sum += 1 / (item + FLAT);
            cumulative[item] = sum;
        }
        for (int i = 0; i < events.length; i++) {
            int found = Arrays.binarySearch(cumulative, random.nextDouble() * sum);
            int drawn = Math.min(items - 1, found < 0 ? -found - 1 : found);
            int item = i % 2 == 0 ? i / 2 % items : drawn;
            // Nothing is learned from an item that comes twice in a row.
            events[i] = i > 0 && events[i - 1] == item ? (item + 1) % items : item;
        }
    }

    public List<UserSession> sessions() {
        List<UserSession> sessions = new ArrayList<>();
        for (int from = 0; from < events.length; from += EVENTS_OF_SESSION) {
            List<SessionEvent> tail = new ArrayList<>();
            for (int i = from; i < from + EVENTS_OF_SESSION; i++) {
                tail.add(new SessionEvent("item-" + events[i], InteractionType.VIEW, i * PAUSE_MS));
            }
            String name = Integer.toString(from / EVENTS_OF_SESSION);
            sessions.add(new UserSession(name, name, new SessionTail(tail, ContextFeatures.NO_PRECEDING)));
        }
        return sessions;
    }

    /** How many different items compete in a step, as expected: the targets, and what is drawn. */
    double candidates(int batch, int negatives, double alpha) {
        if (negatives >= items) {
            return items;
        }
        double[] counts = new double[items];
        for (int item : events) {
            counts[item]++;
        }
        double all = Arrays.stream(counts).map(count -> Math.pow(count, alpha)).sum();
        double expected = 0;
        for (double count : counts) {
            double isNone =
                    batch * Math.log1p(-count / events.length) + negatives * Math.log1p(-Math.pow(count, alpha) / all);
            expected -= Math.expm1(isNone);
        }
        return expected;
    }
}
