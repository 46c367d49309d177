package io.segue.state.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.recommendation.RecommendedItem;
import io.segue.state.recommendation.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads the records of {@code segue.recommendations} ({@code recommendation.schema.json}). */
public final class RecommendationJson {
    private RecommendationJson() {}

    public static byte[] write(Recommendation recommendation) {
        ObjectNode json = JsonRecord.MAPPER.createObjectNode();
        json.put("recommendationId", recommendation.recommendationId());
        json.put("userId", recommendation.userId());
        json.put("sessionId", recommendation.sessionId());
        json.put("triggerEventId", recommendation.triggerEventId());
        json.put("eventTime", recommendation.eventTimeMs());
        json.put("generatedAt", recommendation.generatedAtMs());
        json.putObject("model")
                .put("version", recommendation.model().version())
                .put("variant", recommendation.model().variant());
        ArrayNode items = json.putArray("items");
        for (RecommendedItem item : recommendation.items()) {
            ObjectNode node = items.addObject();
            node.put("itemId", item.itemId());
            node.put("rank", item.rank());
            node.put("score", item.score());
            node.put("source", item.source().code());
            ArrayNode because = node.putArray("because");
            item.because().forEach(because::add);
        }
        json.put("reason", recommendation.reason());
        try {
            return JsonRecord.MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException treesAlwaysWrite) {
            throw new IllegalStateException(treesAlwaysWrite);
        }
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
