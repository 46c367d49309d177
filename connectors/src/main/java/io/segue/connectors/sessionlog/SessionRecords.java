package io.segue.connectors.sessionlog;

import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.session.ClosedSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Sessions as Avro records, by the schema {@code session.avsc}. */
final class SessionRecords {
    static final Schema SCHEMA = read("/io/segue/state/schema/session.avsc");

    private static final Schema EVENT = SCHEMA.getField("events").schema().getElementType();
    private static final Schema TYPE = EVENT.getField("type").schema();

    private SessionRecords() {}

    static GenericRecord recordOf(ClosedSession session) {
        GenericData.Array<GenericRecord> events = new GenericData.Array<>(
                session.interactions().size(), SCHEMA.getField("events").schema());
        for (Interaction interaction : session.interactions()) {
            GenericRecord event = new GenericData.Record(EVENT);
            event.put("eventId", interaction.eventId());
            event.put("itemId", interaction.itemId());
            event.put(
                    "type", new GenericData.EnumSymbol(TYPE, interaction.type().name()));
            event.put("timestampMs", interaction.timestampMs());
            events.add(event);
        }
        GenericRecord fields = new GenericData.Record(SCHEMA);
        fields.put("userId", session.userId());
        fields.put("sessionId", session.sessionId());
        fields.put("startMs", session.startMs());
        fields.put("endMs", session.endMs());
        fields.put("events", events);
        return fields;
    }

    /**
     * The session of a record. Its interactions name it.
     *
     * @param shared gives an id that was read before in place of an equal one
     * @throws RuntimeException of many kinds, if it is no valid session
     */
    static ClosedSession sessionOf(GenericRecord fields, UnaryOperator<String> shared) {
        String userId = shared.apply(fields.get("userId").toString());
        String sessionId = fields.get("sessionId").toString();
        List<Interaction> interactions = new ArrayList<>();
        for (Object element : (List<?>) fields.get("events")) {
            GenericRecord event = (GenericRecord) element;
            interactions.add(new Interaction(
                    event.get("eventId").toString(),
                    userId,
                    shared.apply(event.get("itemId").toString()),
                    InteractionType.valueOf(event.get("type").toString()),
                    (Long) event.get("timestampMs"),
                    sessionId,
                    0));
        }
        return new ClosedSession(userId, sessionId, interactions);
    }

    private static Schema read(String resource) {
        try (InputStream in = Objects.requireNonNull(ClosedSession.class.getResourceAsStream(resource), resource)) {
            return new Schema.Parser().parse(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(resource + " cannot be read", unreadable);
        }
    }
}
