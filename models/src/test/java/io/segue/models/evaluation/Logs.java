package io.segue.models.evaluation;

import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemContent;
import io.segue.state.log.LoggedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Hand-made logs: an event a minute in each session. */
final class Logs {
    static final long START_MS = 1_700_000_000_000L;
    static final Duration GAP = Duration.ofMinutes(30);

    private static final long MINUTE_MS = 60_000;

    private final List<LoggedEvent> events = new ArrayList<>();

    static long minute(long minute) {
        return START_MS + minute * MINUTE_MS;
    }

    /** A session of its own user; an item may be followed by the type, as in {@code boots:purchase}. */
    Logs session(String sessionId, long startMinute, String... items) {
        return visit("user of " + sessionId, sessionId, startMinute, items);
    }

    /** A user's events that name no session. */
    Logs unnamed(String userId, long startMinute, String... items) {
        return visit(userId, "", startMinute, items);
    }

    /** As many sessions as a training needs at least, all the same, starting one after the other at this minute. */
    Logs crowd(long startMinute, String... items) {
        for (int i = 0; i < Split.TRAIN_SESSIONS_MIN; i++) {
            session("crowd" + startMinute + "." + i, startMinute, items);
        }
        return this;
    }

    Logs visit(String userId, String sessionId, long startMinute, String... items) {
        for (int i = 0; i < items.length; i++) {
            String[] words = items[i].split(":", 2);
            event(userId, sessionId, startMinute + i, words[0], words.length > 1 ? words[1] : "view");
        }
        return this;
    }

    private void event(String userId, String sessionId, long minute, String itemId, String typeName) {
        InteractionType type = typeName.equals("purchase") ? InteractionType.PURCHASE : InteractionType.VIEW;
        Interaction interaction =
                new Interaction("e" + events.size(), userId, itemId, type, minute(minute), sessionId, 0);
        events.add(new LoggedEvent(interaction, typeName, ItemContent.UNKNOWN));
    }

    /** The newest event again with this content. */
    Logs content(String category, double price) {
        LoggedEvent newest = events.remove(events.size() - 1);
        events.add(new LoggedEvent(newest.interaction(), newest.typeName(), new ItemContent(category, "", price, "")));
        return this;
    }

    List<LoggedEvent> inTimeOrder() {
        List<LoggedEvent> sorted = new ArrayList<>(events);
        sorted.sort(Comparator.comparingLong(LoggedEvent::timestampMs));
        return sorted;
    }

    List<LoggedSession> sessions() {
        return SessionCut.sessions(inTimeOrder(), GAP);
    }

    static List<String> itemIds(LoggedSession session) {
        return session.events().stream().map(LoggedEvent::itemId).toList();
    }
}
