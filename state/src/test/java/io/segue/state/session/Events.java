package io.segue.state.session;

import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import java.time.Duration;
import java.util.List;

/** Interactions of one user, Ann, for tests that tell a story. Each has an id of its own unless it is given one. */
final class Events {
    /** 22 November 2026, 10:00 UTC. */
    static final long TEN_O_CLOCK = 1_795_341_600_000L;

    static final long MINUTE = 60_000;
    static final long NO_WATERMARK = Long.MIN_VALUE;

    static final Duration GAP = Duration.ofMinutes(30);
    static final Duration LATENESS = Duration.ofHours(1);

    /** A tail of 3, no cap that matters, 3 event ids. */
    static final SessionSettings SETTINGS = new SessionSettings(GAP, 3, 1_000, 3, LATENESS);

    private Events() {}

    static SessionSettings cappedAt(int eventsMax) {
        return new SessionSettings(GAP, 3, eventsMax, 100, LATENESS);
    }

    static Interaction click(String itemId, long atMinute) {
        return at(itemId, InteractionType.CLICK, TEN_O_CLOCK + atMinute * MINUTE);
    }

    static Interaction purchase(String itemId, long atMinute) {
        return at(itemId, InteractionType.PURCHASE, TEN_O_CLOCK + atMinute * MINUTE);
    }

    static Interaction at(String itemId, InteractionType type, long timestampMs) {
        String eventId = type + "-" + itemId + "-" + timestampMs;
        return new Interaction(eventId, "ann", itemId, type, timestampMs, "", timestampMs);
    }

    static Interaction inSession(String sessionId, Interaction event) {
        return new Interaction(
                event.eventId(),
                event.userId(),
                event.itemId(),
                event.type(),
                event.timestampMs(),
                sessionId,
                event.publishedAtMs());
    }

    static Interaction withId(String eventId, Interaction event) {
        return new Interaction(
                eventId,
                event.userId(),
                event.itemId(),
                event.type(),
                event.timestampMs(),
                event.sessionId(),
                event.publishedAtMs());
    }

    /** The state after these interactions, while the stream's watermark stays behind. */
    static UserState after(SessionSettings settings, Interaction... events) {
        SessionRules rules = new SessionRules(settings);
        UserState user = UserState.NEW;
        for (Interaction event : events) {
            user = rules.apply(user, event, NO_WATERMARK).after();
        }
        return user;
    }

    static List<String> itemsOf(SessionTail tail) {
        return tail.events().stream().map(SessionEvent::itemId).toList();
    }
}
