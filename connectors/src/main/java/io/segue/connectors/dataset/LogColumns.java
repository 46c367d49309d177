package io.segue.connectors.dataset;

import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemContent;
import io.segue.state.json.RecordLimits;
import io.segue.state.log.LoggedEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Where the header of a log puts what we read, -1 for a column that is not there. */
record LogColumns(
        int sessionId, int userId, int itemId, int timestampMs, int eventType, ContentColumns content, int count) {

    /** @throws EventLogException when a column that we need is missing */
    static LogColumns of(List<String> header, Path file) {
        List<String> names = header.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        int sessionId = names.indexOf("session_id");
        int userId = names.indexOf("user_id");
        if (sessionId < 0 && userId < 0) {
            throw missing("session_id' or 'user_id", names, file);
        }
        return new LogColumns(
                sessionId,
                userId,
                needed("item_id", names, file),
                needed("timestamp_ms", names, file),
                needed("event_type", names, file),
                ContentColumns.of(names),
                names.size());
    }

    private static int needed(String column, List<String> names, Path file) {
        int index = names.indexOf(column);
        if (index < 0) {
            throw missing(column, names, file);
        }
        return index;
    }

    private static EventLogException missing(String column, List<String> names, Path file) {
        return new EventLogException(
                file + " has no column '" + column + "'; it has: " + String.join(", ", names), null);
    }

    /**
     * The event in these fields, its content still unknown; {@code publishedAtMs} is 0, as nothing was published yet.
     */
    LoggedEvent event(List<String> fields, String eventId) throws BadLineException {
        if (fields.size() != count) {
            throw new BadLineException("the line has " + fields.size() + " fields, the header " + count);
        }
        String session = sessionId < 0 ? "" : id("session_id", fields.get(sessionId), true);
        String user = userId < 0 ? "" : id("user_id", fields.get(userId), true);
        if (session.isEmpty() && user.isEmpty()) {
            throw new BadLineException("session_id and user_id are both empty");
        }
        String typeName = fields.get(eventType).strip().toLowerCase(Locale.ROOT);
        Interaction interaction = new Interaction(
                eventId,
                user.isEmpty() ? session : user,
                id("item_id", fields.get(itemId), false),
                typeOf(typeName),
                timestamp(fields.get(timestampMs)),
                session,
                0);
        return new LoggedEvent(interaction, typeName, ItemContent.UNKNOWN);
    }

    /** The rules of the contract: what is refused here would become a dead letter there. */
    private static String id(String column, String text, boolean mayBeEmpty) throws BadLineException {
        if (text.isBlank()) {
            if (mayBeEmpty) {
                return "";
            }
            throw new BadLineException(column + " is empty");
        }
        if (text.length() > RecordLimits.ID_CHARS_MAX) {
            throw new BadLineException(column + " has " + text.length() + " characters, but may have at most "
                    + RecordLimits.ID_CHARS_MAX);
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw new BadLineException(column + " has a control character");
            }
        }
        return text;
    }

    private static InteractionType typeOf(String typeName) throws BadLineException {
        return switch (typeName) {
            case "click", "cart" -> InteractionType.CLICK;
            case "view" -> InteractionType.VIEW;
            case "purchase" -> InteractionType.PURCHASE;
            default ->
                throw new BadLineException(
                        "event_type is '" + excerpt(typeName) + "', but must be click, view, cart or purchase");
        };
    }

    private static long timestamp(String text) throws BadLineException {
        long timestampMs;
        try {
            timestampMs = Long.parseLong(text.strip());
        } catch (NumberFormatException notANumber) {
            throw new BadLineException("timestamp_ms is '" + excerpt(text) + "', but must be epoch milliseconds");
        }
        if (timestampMs < RecordLimits.EARLIEST_TIMESTAMP_MS) {
            throw new BadLineException(
                    "timestamp_ms is " + timestampMs + ", before the year 2000; it must be in milliseconds");
        }
        return timestampMs;
    }

    static String excerpt(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 40 ? plain : plain.substring(0, 40) + "...";
    }
}
