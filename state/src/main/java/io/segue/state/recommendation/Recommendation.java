package io.segue.state.recommendation;

import io.segue.state.interaction.Interaction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The answer to one interaction.
 *
 * @param recommendationId the same for every replay of the same trigger under the same model: drop repeats by it
 * @param eventTimeMs event time of the trigger, epoch milliseconds
 * @param generatedAtMs when the answer was made, epoch milliseconds
 * @param publishedAtMs when the trigger reached its topic, epoch milliseconds
 * @param reason why this list and no other, in words
 */
public record Recommendation(
        String recommendationId,
        String userId,
        String sessionId,
        String triggerEventId,
        long eventTimeMs,
        long generatedAtMs,
        long publishedAtMs,
        ModelVersion model,
        List<RecommendedItem> items,
        String reason) {

    private static final int ID_BYTES = 16;

    public Recommendation {
        items = List.copyOf(items);
    }

    /** Answers {@code trigger}. */
    public static Recommendation answering(
            Interaction trigger,
            String sessionId,
            long generatedAtMs,
            ModelVersion model,
            List<RecommendedItem> items,
            String reason) {
        return new Recommendation(
                idOf(trigger, model),
                trigger.userId(),
                sessionId,
                trigger.eventId(),
                trigger.timestampMs(),
                generatedAtMs,
                trigger.publishedAtMs(),
                model,
                items,
                reason);
    }

    /** The first 16 bytes of SHA-256 over trigger, variant and model version, in hexadecimal. */
    public static String idOf(Interaction trigger, ModelVersion model) {
        String identity = String.join("\n", trigger.userId(), trigger.eventId(), model.variant(), model.version());
        byte[] digest = sha256().digest(identity.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
