package io.segue.connectors.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.segue.state.interaction.Interaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The JSON form of an interaction, as {@link io.segue.state.json.InteractionJson} reads it. */
final class InteractionRecord {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int TYPICAL_BYTES = 256;

    private InteractionRecord() {}

    /** The type is not in it: the topic says it. */
    static byte[] write(Interaction interaction) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("eventId", interaction.eventId());
            json.writeStringField("userId", interaction.userId());
            json.writeStringField("itemId", interaction.itemId());
            json.writeNumberField("timestamp", interaction.timestampMs());
            if (interaction.namesItsSession()) {
                json.writeStringField("sessionId", interaction.sessionId());
            }
            json.writeEndObject();
        } catch (IOException memoryNeverFails) {
            throw new UncheckedIOException(memoryNeverFails);
        }
        return bytes.toByteArray();
    }
}
