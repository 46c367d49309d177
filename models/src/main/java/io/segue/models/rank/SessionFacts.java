package io.segue.models.rank;

import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemContent;
import io.segue.state.live.LiveItem;
import io.segue.state.live.LiveItems;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is the same for all candidates of a turn, and what the session says of each of its own items. */
final class SessionFacts {
    /** An item of the session: how often, when last (events and time ago), and what was done with it. */
    record Own(int count, int lastIndex, int firstIndex, long lastMs, boolean isClicked, boolean isBought) {
        private Own plus(SessionEvent event, int index) {
            return new Own(
                    count + 1,
                    index,
                    firstIndex,
                    event.timestampMs(),
                    isClicked || event.type() == InteractionType.CLICK,
                    isBought || event.type() == InteractionType.PURCHASE);
        }
    }

    private final SessionTail session;
    private final Map<String, Own> own = new HashMap<>();
    private final Map<String, Integer> categories = new HashMap<>();
    private final Map<String, Integer> brands = new HashMap<>();
    private final LiveItem newest;
    private final double meanLogPrice;
    private final boolean knowsPrice;

    SessionFacts(SessionTail session, LiveItems live) {
        this.session = session;
        List<SessionEvent> events = session.events();
        double logPrices = 0;
        int prices = 0;
        for (int i = 0; i < events.size(); i++) {
            SessionEvent event = events.get(i);
            own.put(
                    event.itemId(),
                    own.getOrDefault(event.itemId(), new Own(0, i, i, 0, false, false))
                            .plus(event, i));
            LiveItem item = live.of(event.itemId());
            ItemContent content = item.content();
            categories.merge(content.category(), 1, Integer::sum);
            brands.merge(content.brand(), 1, Integer::sum);
            if (content.hasPrice()) {
                logPrices += item.logPrice();
                prices++;
            }
        }
        newest = live.of(session.newest().itemId());
        knowsPrice = prices > 0;
        meanLogPrice = prices > 0 ? logPrices / prices : 0;
    }

    int length() {
        return session.events().size();
    }

    SessionEvent newestEvent() {
        return session.newest();
    }

    double distinctShare() {
        return (double) own.size() / length();
    }

    /** Seconds since the event before the newest one; 0 for the first. */
    double gapSeconds() {
        List<SessionEvent> events = session.events();
        if (events.size() < 2) {
            return 0;
        }
        return Math.max(
                        0,
                        session.newest().timestampMs()
                                - events.get(events.size() - 2).timestampMs())
                / 1e3;
    }

    Optional<Own> own(String itemId) {
        return Optional.ofNullable(own.get(itemId));
    }

    ItemContent newestContent() {
        return newest.content();
    }

    /** Whether the category above the lowest one, where the shop names paths, is that of the newest item. */
    boolean isOfNewestDepartment(LiveItem item) {
        return item.department().equals(newest.department());
    }

    /** Share of the session's events in the category. */
    double categoryShare(ItemContent content) {
        return share(categories, content.category());
    }

    double brandShare(ItemContent content) {
        return share(brands, content.brand());
    }

    private double share(Map<String, Integer> counts, String name) {
        return name.isEmpty() ? 0 : (double) counts.getOrDefault(name, 0) / length();
    }

    /** Logarithm of the price over the session's geometric mean price; 0 where one of them is unknown. */
    double logPriceRatio(LiveItem item) {
        return knowsPriceOf(item) ? item.logPrice() - meanLogPrice : 0;
    }

    boolean knowsPriceOf(LiveItem item) {
        return knowsPrice && item.content().hasPrice();
    }
}
