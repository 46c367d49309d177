package io.segue.state.live;

import io.segue.state.interaction.InteractionType;
import io.segue.state.session.SessionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The items of a user's past, the open session included: oldest first, each once, never more than the caller's limit.
 */
public record UserHistory(List<Visited> items) {
    public static final UserHistory NONE = new UserHistory(List.of());

    /**
     * An item in the past of a user.
     *
     * @param count interactions with it
     * @param lastSeenMs event time of the newest one
     * @param boughtMs event time of the newest purchase, {@link #NEVER} for none
     */
    public record Visited(String itemId, int count, long lastSeenMs, long boughtMs) {
        public static final long NEVER = Long.MIN_VALUE;

        public boolean isBought() {
            return boughtMs != NEVER;
        }
    }

    public UserHistory {
        items = List.copyOf(items);
    }

    public UserHistory plus(SessionEvent event, int itemsMax) {
        List<Visited> next = new ArrayList<>(items.size() + 1);
        Visited before = new Visited(event.itemId(), 0, Long.MIN_VALUE, Visited.NEVER);
        for (Visited visited : items) {
            if (visited.itemId().equals(event.itemId())) {
                before = visited;
            } else {
                next.add(visited);
            }
        }
        long boughtMs = event.type() == InteractionType.PURCHASE ? event.timestampMs() : before.boughtMs();
        next.add(new Visited(
                event.itemId(), before.count() + 1, Math.max(before.lastSeenMs(), event.timestampMs()), boughtMs));
        return new UserHistory(next.subList(Math.max(0, next.size() - itemsMax), next.size()));
    }

    public Optional<Visited> of(String itemId) {
        return items.stream().filter(visited -> visited.itemId().equals(itemId)).findFirst();
    }
}
