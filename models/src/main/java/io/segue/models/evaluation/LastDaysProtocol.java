package io.segue.models.evaluation;

import static io.segue.state.settings.Requirements.require;

import io.segue.models.training.TrainingSet;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.log.LoggedEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sessions that start in the last days are the test. The training slice is every event before the first moment of
 * these days: a session that goes on across it is learned from up to it, and its rest is not judged on.
 *
 * <p>The days are counted back from the newest event that the filters leave. Repeats of the item just seen are made
 * one, the first of them; sessions of one event go.
 */
public final class LastDaysProtocol implements Protocol {
    private static final int SESSION_EVENTS_MIN = 2;
    private static final int RECSYS23_SUPPORT_MIN = 5;

    private final String name;
    private final Duration testSpan;
    private final Duration gap;
    private final int itemSupportMin;

    private LastDaysProtocol(String name, Duration testSpan, Duration gap, int itemSupportMin) {
        require(testSpan.toMillis() >= 1, "the time span of the test", testSpan, "above 0");
        this.name = name;
        this.testSpan = testSpan;
        this.gap = gap;
        this.itemSupportMin = itemSupportMin;
    }

    /**
     * Hidasi and Czapp, "The Effect of Third Party Implementations on Reproducibility" (RecSys 2023): items have at
     * least 5 events, the test knows no item that the training slice doesn't, and the ranking is over all of those.
     *
     * @param gap idle time that ends a session of a log that names none
     */
    public static LastDaysProtocol recsys23(Duration testSpan, Duration gap) {
        return new LastDaysProtocol("recsys23", testSpan, gap, RECSYS23_SUPPORT_MIN);
    }

    /**
     * Without the filter of items: rare ones and those never seen before are asked for, and all can be proposed from the
     * start of the test on, as far as their content was known before or at their first event.
     */
    public static LastDaysProtocol raw(Duration testSpan, Duration gap) {
        return new LastDaysProtocol("raw", testSpan, gap, 1);
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * The first moment of the test, epoch milliseconds.
     *
     * @throws TooLittleDataException if the filters leave nothing
     */
    public long boundaryMs(List<LoggedEvent> events) {
        List<LoggedSession> sessions = filtered(events);
        if (sessions.isEmpty()) {
            throw new TooLittleDataException(
                    "too little data: of %,d events, protocol %s leaves none".formatted(events.size(), name));
        }
        return boundaryMsOf(sessions);
    }

    private List<LoggedSession> filtered(List<LoggedEvent> events) {
        return new SupportFilter(SESSION_EVENTS_MIN, itemSupportMin).apply(SessionCut.sessions(events, gap));
    }

    private long boundaryMsOf(List<LoggedSession> sessions) {
        long newestMs = sessions.stream()
                .flatMap(session -> session.events().stream())
                .mapToLong(LoggedEvent::timestampMs)
                .max()
                .orElse(0);
        return newestMs - testSpan.toMillis();
    }

    @Override
    public Split split(List<LoggedEvent> events) {
        List<LoggedSession> sessions = filtered(events);
        long boundaryMs = boundaryMsOf(sessions);
        List<LoggedSession> train = SessionCut.each(
                sessions, session -> session.only(event -> event.timestampMs() < boundaryMs), SESSION_EVENTS_MIN);
        List<LoggedSession> started = sessions.stream()
                .filter(session -> session.startMs() >= boundaryMs)
                .toList();
        Map<String, Integer> support = SupportFilter.support(train);
        boolean closed = itemSupportMin > 1;
        List<LoggedSession> test = closed ? onlyKnown(started, support.keySet()) : started;
        ItemCatalogue catalogue = catalogue(events, boundaryMs);
        return new Split(
                        new TrainingSet(
                                Split.forTraining(train),
                                closed ? restricted(catalogue, support.keySet()) : catalogue,
                                true),
                        test.stream().map(TestSession::whole).toList(),
                        Split.firstSeen(events))
                .orTooLittle("protocol " + name, events.size());
    }

    static List<LoggedSession> onlyKnown(List<LoggedSession> sessions, Set<String> itemIds) {
        return SessionCut.each(
                sessions, session -> session.only(event -> itemIds.contains(event.itemId())), SESSION_EVENTS_MIN);
    }

    static ItemCatalogue restricted(ItemCatalogue catalogue, Set<String> itemIds) {
        Map<String, ItemContent> items = new HashMap<>();
        itemIds.forEach(itemId -> items.put(itemId, catalogue.of(itemId)));
        return new ItemCatalogue(items);
    }

    /**
     * All items of a log, as a catalogue would have them at the boundary: with the newest content until then, or, where
     * an item comes later, with that of its first event. So a model may hear of an item before anybody clicks it, as shops
     * announce theirs, but not of its later prices and categories.
     */
    static ItemCatalogue catalogue(List<LoggedEvent> events, long boundaryMs) {
        List<LoggedEvent> before = events.stream()
                .filter(event -> event.timestampMs() < boundaryMs)
                .toList();
        Map<String, ItemContent> items =
                new HashMap<>(LoggedEvent.catalogueOf(before).items());
        events.forEach(event -> items.putIfAbsent(event.itemId(), event.content()));
        return new ItemCatalogue(items);
    }
}
