package io.segue.streaming.demo;

import static io.segue.state.settings.Requirements.require;

import io.segue.connectors.generator.EventGenerator;
import io.segue.connectors.generator.GeneratorSettings;
import io.segue.connectors.replay.EventTimes;
import io.segue.connectors.replay.ReplaySpeed;
import io.segue.state.interaction.Interaction;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.log.LoggedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/**
 * What a demo learns from, and what it replays afterwards.
 *
 * @param history the model is trained on it, in event-time order
 * @param catalogue content of the items of the history, which is announced before anything happens
 * @param live replayed into the topics, in event-time order
 * @param liveCount how many of them, or -1 when they are made while they are played
 * @param times the event times that the replayed events get
 */
public record DemoData(
        String label,
        List<Interaction> history,
        ItemCatalogue catalogue,
        Iterable<Interaction> live,
        long liveCount,
        ReplaySpeed speed,
        EventTimes times) {

    private static final int GENERATED_ITEMS = 2_000;
    private static final double GENERATED_PER_SECOND = 200;
    private static final int USERS_PER_EVENT_PER_SECOND = 100;
    private static final Duration GENERATED_HISTORY = Duration.ofMinutes(5);
    private static final double GENERATED_SPEED_MAX = 100;
    private static final long SEED = 7;

    /**
     * The first part of a log is history, the rest is live and keeps its own event times.
     *
     * @param cut how many events are history
     */
    public static DemoData ofLog(String label, List<LoggedEvent> logged, int cut, ReplaySpeed speed) {
        List<Interaction> log = logged.stream().map(LoggedEvent::interaction).toList();
        List<Interaction> live = log.subList(cut, log.size());
        return new DemoData(
                label,
                log.subList(0, cut),
                LoggedEvent.catalogueOf(logged.subList(0, cut)),
                live,
                live.size(),
                speed,
                EventTimes.asRecorded());
    }

    /**
     * The built-in shop: some minutes of history, then events that happen as they are published, {@code speed} times
     * {@value #GENERATED_PER_SECOND} a second. At max speed, a stretch of the past.
     */
    public static DemoData ofGenerator(ReplaySpeed speed, Duration duration, Instant now) {
        require(
                speed.isMax() || speed.factor() <= GENERATED_SPEED_MAX,
                "--speed",
                speed,
                "at most " + GENERATED_SPEED_MAX + "x, or max, for the generator");
        double rate = GENERATED_PER_SECOND * (speed.isMax() ? 1 : speed.factor());
        Instant historyEnd = speed.isMax() ? now.minus(duration) : now;
        List<Interaction> history = new EventGenerator(settings(GENERATED_PER_SECOND, GENERATED_HISTORY, historyEnd))
                .stream().toList();
        EventGenerator live = new EventGenerator(settings(rate, duration, historyEnd.plus(duration)));
        return speed.isMax()
                ? new DemoData("generated", history, ItemCatalogue.EMPTY, live, -1, speed, EventTimes.asRecorded())
                : new DemoData(
                        "generated",
                        history,
                        ItemCatalogue.EMPTY,
                        live,
                        -1,
                        ReplaySpeed.REAL_TIME,
                        EventTimes.asPlayed());
    }

    public Iterator<Interaction> liveEvents() {
        return live.iterator();
    }

    private static GeneratorSettings settings(double rate, Duration duration, Instant end) {
        int users = (int) Math.ceil(rate * USERS_PER_EVENT_PER_SECOND);
        return GeneratorSettings.of(users, GENERATED_ITEMS, rate, duration, end, SEED);
    }
}
