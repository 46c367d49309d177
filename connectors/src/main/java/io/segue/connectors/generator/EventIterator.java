package io.segue.connectors.generator;

import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Simulates the visits, the one with the earliest event first. Memory holds the visits that go on and one bit a user.
 *
 * <p>It begins before the first moment, so that the shop is full of visitors by then; what happens before is dropped.
 */
final class EventIterator implements Iterator<Interaction> {
    private static final double EVENTS_PER_VISIT = 6;
    private static final double GAP_MEDIAN_MS = 20_000;
    private static final double GAP_SIGMA = 0.8;
    private static final long WARM_UP_MS = 600_000;
    private static final double PURCHASE_SHARE = 0.05;
    private static final double CLICK_SHARE = 0.35;
    private static final int USER_DRAWS_MAX = 64;

    private final GeneratorSettings settings;
    private final Shop shop;
    private final SplittableRandom random;
    private final String visitPrefix;
    private final PriorityQueue<Visit> visits = new PriorityQueue<>(
            Comparator.<Visit>comparingLong(visit -> visit.timeMs).thenComparingLong(visit -> visit.number));
    private final BitSet busyUsers = new BitSet();

    private double nextArrivalMs;
    private long visitNumber;
    private @Nullable Interaction next;

    EventIterator(GeneratorSettings settings) {
        this.settings = settings;
        this.shop = new Shop(settings.items(), settings.categories(), settings.seed());
        this.random = new SplittableRandom(Shop.mix(settings.seed() ^ Shop.mix(settings.startMs())));
        this.visitPrefix = "g" + Long.toString(settings.seed(), Character.MAX_RADIX) + "-"
                + Long.toString(settings.startMs(), Character.MAX_RADIX) + "-";
        this.nextArrivalMs = settings.startMs() - WARM_UP_MS;
        drawNextArrival();
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            admitVisitors();
            Visit visit = visits.remove();
            if (visit.timeMs >= settings.endMs()) {
                visits.add(visit);
                return false;
            }
            Interaction event = act(visit);
            if (event.timestampMs() >= settings.startMs()) {
                next = event;
            }
        }
        return true;
    }

    @Override
    public Interaction next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Interaction event = next;
        next = null;
        return event;
    }

    /** Lets in everyone who comes before the next event, and at least one when the shop is empty. */
    private void admitVisitors() {
        Visit earliest = visits.peek();
        while (earliest == null || nextArrivalMs <= earliest.timeMs) {
            int user = freeUser();
            busyUsers.set(user);
            visits.add(new Visit(user, visitNumber, shop.firstItem(user, random), (long) nextArrivalMs));
            visitNumber++;
            drawNextArrival();
            earliest = visits.peek();
        }
    }

    /** Half of the users or more are free, so few draws are needed; the walk at the end is for the other case. */
    private int freeUser() {
        for (int draw = 0; draw < USER_DRAWS_MAX; draw++) {
            int user = random.nextInt(settings.users());
            if (!busyUsers.get(user)) {
                return user;
            }
        }
        return busyUsers.nextClearBit(0) % settings.users();
    }

    private Interaction act(Visit visit) {
        InteractionType type = visit.position == 0 ? InteractionType.VIEW : drawType();
        String visitId = visitPrefix + visit.number;
        Interaction event = new Interaction(
                visitId + "-" + visit.position,
                "user-" + visit.user,
                "item-" + visit.item,
                type,
                visit.timeMs,
                visitId,
                0);
        if (random.nextDouble() < 1 / EVENTS_PER_VISIT) {
            busyUsers.clear(visit.user);
        } else {
            visit.item = shop.nextItem(visit.item, type, random);
            visit.timeMs += Math.max(1, (long) (GAP_MEDIAN_MS * StrictMath.exp(GAP_SIGMA * gaussian())));
            visit.position++;
            visits.add(visit);
        }
        return event;
    }

    private InteractionType drawType() {
        double choice = random.nextDouble();
        if (choice < PURCHASE_SHARE) {
            return InteractionType.PURCHASE;
        }
        return choice < PURCHASE_SHARE + CLICK_SHARE ? InteractionType.CLICK : InteractionType.VIEW;
    }

    private void drawNextArrival() {
        double visitsPerMs = settings.eventsPerSecond() / EVENTS_PER_VISIT / 1_000;
        nextArrivalMs += -StrictMath.log(1 - random.nextDouble()) / visitsPerMs;
    }

    /** Box and Muller: the JDK's own may change between releases, and a seed is to give the same events for ever. */
    private double gaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }
}
