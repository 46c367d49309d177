package io.segue.state.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.recommendation.RecommendedItem;
import io.segue.state.recommendation.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads the records of {@code segue.recommendations} ({@code recommendation.schema.json}). */
public final class RecommendationJson {
    private static final int TYPICAL_BYTES = 4_096;

    private RecommendationJson() {}

    public static byte[] write(Recommendation recommendation) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
        try (JsonGenerator json = JsonRecord.MAPPER.createGenerator(bytes)) {
            write(recommendation, json);
        } catch (IOException memoryTakesAll) {
            throw new UncheckedIOException(memoryTakesAll);
        }
        return bytes.toByteArray();
    }

    /** Field by field, not as a tree of them: every answer is written. */
    private static void write(Recommendation recommendation, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("recommendationId", recommendation.recommendationId());
        json.writeStringField("userId", recommendation.userId());
        json.writeStringField("sessionId", recommendation.sessionId());
        json.writeStringField("triggerEventId", recommendation.triggerEventId());
        json.writeNumberField("eventTime", recommendation.eventTimeMs());
        json.writeNumberField("generatedAt", recommendation.generatedAtMs());
        json.writeObjectFieldStart("model");
        json.writeStringField("version", recommendation.model().version());
        json.writeStringField("variant", recommendation.model().variant());
        json.writeEndObject();
        json.writeArrayFieldStart("items");
        for (RecommendedItem item : recommendation.items()) {
            write(item, json);
        }
        json.writeEndArray();
        json.writeStringField("reason", recommendation.reason());
        json.writeEndObject();
    }

    private static void write(RecommendedItem item, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("itemId", item.itemId());
        json.writeNumberField("rank", item.rank());
        json.writeNumberField("score", item.score());
        json.writeStringField("source", item.source().code());
        json.writeArrayFieldStart("because");
        for (String because : item.because()) {
            json.writeString(because);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param publishedAtMs of the trigger, which travels as a header
     * @throws IOException when the bytes are not a recommendation
     */
    public static Recommendation read(byte[] bytes, long publishedAtMs) throws IOException {
        try {
            return read(JsonRecord.MAPPER.readTree(bytes), publishedAtMs);
        } catch (IllegalArgumentException outOfRange) {
            throw new IOException("not a recommendation: " + outOfRange.getMessage(), outOfRange);
        }
    }

    private static Recommendation read(JsonNode json, long publishedAtMs) throws IOException {
        if (!json.path("recommendationId").isTextual() || !json.path("items").isArray()) {
            throw new IOException("not a recommendation: it has no recommendationId or no items");
        }
        List<RecommendedItem> items = new ArrayList<>();
        for (JsonNode node : json.path("items")) {
            List<String> because = new ArrayList<>();
            node.path("because").forEach(reason -> because.add(reason.asText()));
            items.add(new RecommendedItem(
                    node.path("itemId").asText(),
                    node.path("rank").asInt(),
                    node.path("score").asDouble(),
                    Source.ofCode(node.path("source").asText()),
                    because));
        }
        return new Recommendation(
                json.path("recommendationId").asText(),
                json.path("userId").asText(),
                json.path("sessionId").asText(),
                json.path("triggerEventId").asText(),
                json.path("eventTime").asLong(),
                json.path("generatedAt").asLong(),
                publishedAtMs,
                new ModelVersion(
                        json.path("model").path("version").asText(),
                        json.path("model").path("variant").asText()),
                items,
                json.path("reason").asText());
    }
}
