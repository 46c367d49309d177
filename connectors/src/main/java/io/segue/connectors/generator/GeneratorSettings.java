package io.segue.connectors.generator;

import static io.segue.state.settings.Requirements.require;

import java.time.Duration;
import java.time.Instant;

/**
 * What {@link EventGenerator} makes.
 *
 * @param users how many visitors there are; about {@value #USERS_PER_EVENT_PER_SECOND} are needed for each event per
 *     second, because everyone has one session at a time and takes some 27 s from one event to the next
 * @param items how many items the shop has
 * @param categories among which the items are divided evenly
 * @param eventsPerSecond on average
 * @param duration in event time
 * @param endTime exclusive, in event time
 * @param seed decides the shop; together with the first moment it decides the visits, so that two runs over different
 *     times have the same shop and different visits
 */
public record GeneratorSettings(
        int users, int items, int categories, double eventsPerSecond, Duration duration, Instant endTime, long seed) {
    public static final String USERS = "segue.generator.users";
    public static final String ITEMS = "segue.generator.items";
    public static final String CATEGORIES = "segue.generator.categories";
    public static final String EVENTS_PER_SECOND = "segue.generator.events.per.second";
    public static final String DURATION = "segue.generator.duration";

    static final int USERS_PER_EVENT_PER_SECOND = 60;
    private static final int ITEMS_PER_CATEGORY_MIN = 10;

    public GeneratorSettings {
        require(users >= 1 && users <= 10_000_000, USERS, users, "within [1, 10000000]");
        require(items >= 20 && items <= 10_000_000, ITEMS, items, "within [20, 10000000]");
        require(
                categories >= 1 && categories <= items / ITEMS_PER_CATEGORY_MIN,
                CATEGORIES,
                categories,
                "within [1, " + items / ITEMS_PER_CATEGORY_MIN + "], a tenth of " + ITEMS);
        require(
                eventsPerSecond >= 0.01 && eventsPerSecond <= 100_000,
                EVENTS_PER_SECOND,
                eventsPerSecond,
                "within [0.01, 100000]");
        require(
                users >= eventsPerSecond * USERS_PER_EVENT_PER_SECOND,
                USERS,
                users,
                "at least " + USERS_PER_EVENT_PER_SECOND + " times " + EVENTS_PER_SECOND + ", "
                        + (long) Math.ceil(eventsPerSecond * USERS_PER_EVENT_PER_SECOND));
        require(duration.toMillis() >= 1 && duration.toDays() <= 3_650, DURATION, duration, "within [1 ms, 3650 d]");
    }

    /** A shop with a category for every 50 items, at least one. */
    public static GeneratorSettings of(
            int users, int items, double eventsPerSecond, Duration duration, Instant endTime, long seed) {
        return new GeneratorSettings(users, items, Math.max(1, items / 50), eventsPerSecond, duration, endTime, seed);
    }

    /** The first moment, epoch milliseconds. */
    public long startMs() {
        return endTime.toEpochMilli() - duration.toMillis();
    }

    /** The moment after the last, epoch milliseconds. */
    public long endMs() {
        return endTime.toEpochMilli();
    }
}
