package io.segue.streaming.e2e;

import io.segue.state.interaction.Interaction;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.recommendation.RecommendedItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tests every list shown by the event after it, as the job does, but by what anybody can read outside of it. */
record OutsideJudge(long tests, long hits) {
    /** @param answers in the order of the events that they answer */
    static OutsideJudge of(List<Interaction> events, List<Recommendation> answers) {
        Map<String, String> itemIds = new HashMap<>();
        events.forEach(event -> itemIds.put(event.eventId(), event.itemId()));
        Map<String, Recommendation> newest = new HashMap<>();
        long tests = 0;
        long hits = 0;
        for (Recommendation answer : answers) {
            Recommendation shown = newest.put(answer.userId(), answer);
            boolean goesOn = shown != null && shown.sessionId().equals(answer.sessionId());
            String itemId = itemIds.getOrDefault(answer.triggerEventId(), "");
            if (!goesOn || shown.items().isEmpty() || itemId.equals(itemIds.get(shown.triggerEventId()))) {
                continue;
            }
            tests++;
            hits += shown.items().stream().map(RecommendedItem::itemId).anyMatch(itemId::equals) ? 1 : 0;
        }
        return new OutsideJudge(tests, hits);
    }
}
