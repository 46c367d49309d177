package io.segue.streaming.bench.pipeline;

import io.segue.connectors.generator.EventGenerator;
import io.segue.connectors.generator.GeneratorSettings;
import io.segue.connectors.replay.EventPublisher;
import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The events of one made-up shop: those that the model learns from, then those that are drained and those after. */
final class ShopEvents {
    private static final long SEED = 11;
    private static final int USERS_PER_EVENT_PER_SECOND = 100;
    /** For a load after the drain. */
    private static final int EVENTS_MORE = 2_000_000;

    /** Visits to learn from: the ranker learns from proposals that were right, which are the rarer the more items. */
    private static final int LEARNED_MIN = 6_000;

    private static final int ITEMS_PER_LEARNED = 5;
    /** Whose visits those are: of a million users hardly one would see a second item in so few visits. */
    private static final int LEARNED_USERS_MAX = 10_000;

    private static final int TOUR_LENGTH = 20;
    private static final Duration TOUR_STEP = Duration.ofSeconds(1);

    private final PipelineSettings settings;
    private final double eventsPerSecond;
    private final Iterator<Interaction> rest;
    private final Instant start;

    ShopEvents(PipelineSettings settings, Instant now) {
        this.settings = settings;
        eventsPerSecond = (double) settings.users() / USERS_PER_EVENT_PER_SECOND;
        Duration duration = Duration.ofSeconds((long) (2.0 * (settings.events() + EVENTS_MORE) / eventsPerSecond) + 1);
        start = now.minus(duration);
        rest = generator(settings.users(), eventsPerSecond, duration, now).iterator();
    }

    private EventGenerator generator(int users, double rate, Duration duration, Instant end) {
        return new EventGenerator(GeneratorSettings.of(users, settings.items(), rate, duration, end, SEED));
    }

    /** How many of the events to learn from are visits as they will come, not tours. */
    int learnedVisitsCount() {
        return LEARNED_MIN + settings.items() / ITEMS_PER_LEARNED;
    }

    /** A tour through all items, so that each has occurred, and visits like those that will be drained. */
    List<Interaction> toLearnFrom() {
        int users = Math.min(settings.users(), LEARNED_USERS_MAX);
        double rate = (double) users / USERS_PER_EVENT_PER_SECOND;
        Duration duration = Duration.ofSeconds((long) (2.0 * learnedVisitsCount() / rate) + 1);
        List<Interaction> visits = generator(users, rate, duration, start).stream()
                .limit(learnedVisitsCount())
                .toList();
        long firstMs = visits.get(0).timestampMs() - settings.items() * TOUR_STEP.toMillis();
        List<Interaction> all = new ArrayList<>(settings.items() + visits.size());
        for (int item = 0; item < settings.items(); item++) {
            int tour = item / TOUR_LENGTH;
            all.add(new Interaction(
                    "tour-" + item,
                    "guide-" + tour,
                    "item-" + item,
                    InteractionType.VIEW,
                    firstMs + item * TOUR_STEP.toMillis(),
                    "tour-" + tour,
                    0));
        }
        all.addAll(visits);
        return all;
    }

    /** Fills the topics with the events to drain; returns how many users they have. */
    int publish(EventPublisher publisher) {
        Set<String> users = new HashSet<>();
        for (int i = 0; i < settings.events(); i++) {
            Interaction event = rest.next();
            users.add(event.userId());
            publisher.publish(event);
        }
        publisher.flush();
        return users.size();
    }

    /** The event after those that were given so far. */
    Interaction next() {
        return rest.next();
    }
}
