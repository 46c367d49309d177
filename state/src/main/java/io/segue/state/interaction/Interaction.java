package io.segue.state.interaction;

import static io.segue.state.settings.Requirements.require;

/**
 * One click, view or purchase of one item by one user, valid by contract.
 *
 * <p>The optional fields of the contract that nothing reads yet (context, price, quantity) are checked at the border
 * and not carried.
 *
 * @param eventId identity of the event: given by the producer, or {@code topic-partition-offset}
 * @param timestampMs event time, epoch milliseconds
 * @param sessionId the producer's session, empty when it gave none
 * @param publishedAtMs when the record reached the topic, epoch milliseconds; the start of the latency that we report
 */
public record Interaction(
        String eventId,
        String userId,
        String itemId,
        InteractionType type,
        long timestampMs,
        String sessionId,
        long publishedAtMs) {

    public Interaction {
        require(!eventId.isEmpty(), "eventId", eventId, "non-empty");
        require(!userId.isEmpty(), "userId", userId, "non-empty");
        require(!itemId.isEmpty(), "itemId", itemId, "non-empty");
    }

    public boolean namesItsSession() {
        return !sessionId.isEmpty();
    }
}
