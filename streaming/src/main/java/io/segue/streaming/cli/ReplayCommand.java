package io.segue.streaming.cli;

import io.segue.connectors.dataset.EventLog;
import io.segue.connectors.replay.EventPublisher;
import io.segue.connectors.replay.EventTimes;
import io.segue.connectors.replay.Replay;
import io.segue.connectors.replay.ReplayProgress;
import io.segue.connectors.replay.ReplaySettings;
import io.segue.connectors.replay.ReplaySpeed;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.state.interaction.Interaction;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code ./segue replay}. */
@CommandLine.Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Publishes an event log (CSV or CSV.gz) to the event topics, in event-time order.")
final class ReplayCommand implements Callable<Integer> {
    private static final double NANOS_PER_SECOND = 1e9;

    @CommandLine.Mixin
    private final BrokerOptions broker = new BrokerOptions();

    @CommandLine.Mixin
    private final Figures figures = new Figures();

    @CommandLine.Option(names = "--data", required = true, paramLabel = "FILE", description = "The log.")
    private Path data = Path.of("");

    @CommandLine.Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1x",
            description = "Seconds of the log in one second, as 1x or 60x, or max (default: ${DEFAULT-VALUE}).")
    private String speed = "";

    @CommandLine.Option(
            names = "--shift-to-now",
            description = "Moves the log to the present. At max speed it ends now, with its gaps as they were; at a"
                    + " speed, every event happens when it is published.")
    private boolean shiftToNow;

    @Override
    public Integer call() throws InterruptedException {
        figures.check();
        ReplaySpeed replaySpeed = ReplaySpeed.parse(speed);
        KafkaConnection connection = broker.reachable();
        BadLines badLines = new BadLines();
        List<Interaction> events = EventLog.at(data).readAllInEventTimeOrder(badLines);
        if (events.isEmpty()) {
            throw new CommandFailure(ExitCode.DATA, data + " has no events");
        }
        ReplaySettings settings = ReplaySettings.of(replaySpeed, timesOf(events, replaySpeed));
        long startNanos = System.nanoTime();
        ReplayProgress done = publish(connection, events, settings);
        double seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
        System.out.printf(
                "%,d of %,d events published in %.1f s (%,.0f/s), %d bad lines%n",
                done.published(), events.size(), seconds, done.published() / seconds, badLines.count());
        figures.write(json -> {
            json.put("events", events.size());
            json.put("published", done.published());
            json.put("badLines", badLines.count());
            json.put("seconds", seconds);
            json.put("eventsPerSecond", done.published() / seconds);
        });
        return ExitCode.DONE;
    }

    private EventTimes timesOf(List<Interaction> events, ReplaySpeed replaySpeed) {
        if (!shiftToNow) {
            return EventTimes.asRecorded();
        }
        long newestMs = events.get(events.size() - 1).timestampMs();
        return replaySpeed.isMax()
                ? EventTimes.shiftedByMs(System.currentTimeMillis() - newestMs)
                : EventTimes.asPlayed();
    }

    private ReplayProgress publish(KafkaConnection connection, List<Interaction> events, ReplaySettings settings)
            throws InterruptedException {
        Progress progress = Progress.toConsole();
        long startNanos = System.nanoTime();
        try (Interrupt interrupt = new Interrupt();
                EventPublisher publisher = new EventPublisher(connection, broker.topics())) {
            Replay replay = new Replay(settings, publisher, () -> {});
            interrupt.onRequest(replay::stop);
            ReplayProgress done =
                    replay.run(events.iterator(), state -> progress.update(lineOf(state, events, startNanos)));
            publisher.flush();
            progress.line("at event time " + Instant.ofEpochMilli(done.eventTimeMs()));
            return done;
        }
    }

    private static String lineOf(ReplayProgress state, List<Interaction> events, long startNanos) {
        double seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
        double rate = state.published() / Math.max(seconds, 1e-3);
        long left = Math.round((events.size() - state.published()) / Math.max(rate, 1e-3));
        return "%,d of %,d events  %,.0f/s  %s left"
                .formatted(state.published(), events.size(), rate, Progress.clock(left));
    }
}
