package io.segue.connectors.dataset;

import io.segue.state.interaction.Interaction;
import io.segue.state.item.ItemContent;
import io.segue.state.log.LoggedEvent;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of events: CSV in UTF-8, plain or gzip (told by its first bytes), with a header line.
 *
 * <p>Columns go by name, in any order: {@code item_id}, {@code timestamp_ms}, {@code event_type} and at least one of
 * {@code session_id} and {@code user_id}; others are passed over. Without a user the session stands for one. Types are
 * {@code click}, {@code view}, {@code purchase}; {@code cart} counts as a click, because putting an item in the cart is
 * an interaction on the way to a purchase and the contract has no topic for it.
 *
 * <p>What an item is made of comes from the optional columns {@code category}, {@code brand}, {@code price} and {@code
 * title}; content that cannot be read counts as unknown, and the event stays.
 *
 * <p>The id of an event is the name of the file up to {@code .csv}, a hyphen and the number of its line, so that the
 * same file gives the same events. A file need not be sorted.
 */
public final class EventLog {
    private final Path file;

    private EventLog(Path file) {
        this.file = file;
    }

    public static EventLog at(Path file) {
        return new EventLog(file);
    }

    /**
     * Opens the file for one pass; the caller closes it.
     *
     * @throws EventLogException when there is no such file, or it lacks a column
     */
    public EventLogReader open(BadLineListener listener) {
        if (!Files.isRegularFile(file)) {
            throw new EventLogException("no such file: " + file, null);
        }
        try {
            Reader reader = PlainOrGzip.open(file);
            try {
                return new EventLogReader(file, stem() + "-", reader, listener);
            } catch (RuntimeException unusable) {
                reader.close();
                throw unusable;
            }
        } catch (IOException unreadable) {
            throw new EventLogException(file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** All events, oldest first, in the order of the file where times are equal. Needs some 200 bytes for each. */
    public List<Interaction> readAllInEventTimeOrder(BadLineListener listener) {
        return readAllLogged(listener).stream().map(LoggedEvent::interaction).toList();
    }

    /** The same with what the log knows beyond the contract: its own word for the type, the content of the item. */
    public List<LoggedEvent> readAllLogged(BadLineListener listener) {
        List<LoggedEvent> events = new ArrayList<>();
        Sharing sharing = new Sharing();
        try (EventLogReader reader = open(listener)) {
            while (reader.hasNext()) {
                events.add(sharing.of(reader.next()));
            }
        }
        // A merge sort: stable, and linear on a file that is sorted already.
        events.sort(Comparator.comparingLong(LoggedEvent::timestampMs));
        return events;
    }

    /** Keeps every id, word and content once in memory. */
    private static final class Sharing {
        private final Map<String, String> texts = new HashMap<>();
        private final Map<ItemContent, ItemContent> contents = new HashMap<>();

        LoggedEvent of(LoggedEvent event) {
            Interaction interaction = event.interaction();
            Interaction shared = new Interaction(
                    interaction.eventId(),
                    text(interaction.userId()),
                    text(interaction.itemId()),
                    interaction.type(),
                    interaction.timestampMs(),
                    text(interaction.sessionId()),
                    interaction.publishedAtMs());
            ItemContent content = contents.computeIfAbsent(event.content(), any -> any);
            return new LoggedEvent(shared, text(event.typeName()), content);
        }

        private String text(String text) {
            return texts.computeIfAbsent(text, any -> any);
        }
    }

    private String stem() {
        String name = String.valueOf(file.getFileName());
        int csv = name.indexOf(".csv");
        int end = csv > 0 ? csv : name.length();
        return name.substring(0, end);
    }
}
