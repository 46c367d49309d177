package io.segue.streaming.cli;

import io.segue.connectors.replay.ReceivedRecommendation;
import io.segue.connectors.replay.RecommendationReader;
import io.segue.connectors.replay.StartAt;
import io.segue.connectors.source.Clock;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.recommendation.RecommendedItem;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** {@code ./segue watch}. */
@CommandLine.Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Shows the recommendations as they come: when, for whom, after what, by which model, how fast.")
final class WatchCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    @CommandLine.Mixin
    private final BrokerOptions broker = new BrokerOptions();

    @CommandLine.Mixin
    private final Figures figures = new Figures();

    @CommandLine.Option(names = "--from-beginning", description = "Starts with what is still in the topic.")
    private boolean fromBeginning;

    @CommandLine.Option(names = "--user", paramLabel = "ID", defaultValue = "", description = "Only this user.")
    private String user = "";

    @CommandLine.Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "5",
            description = "Items shown of each list (default: ${DEFAULT-VALUE}).")
    private int items;

    @CommandLine.Option(
            names = "--because",
            description = "Shows of each item, on a line of its own, who proposed it and what speaks for it.")
    private boolean because;

    @CommandLine.Option(names = "--count", paramLabel = "N", defaultValue = "0", description = "Ends after N of them.")
    private long count;

    @CommandLine.Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "36500d",
            hidden = false,
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            converter = DurationConverter.class,
            description = "Ends after this time.")
    private Duration duration = Duration.ZERO;

    @Override
    public Integer call() {
        figures.check();
        KafkaConnection connection = broker.reachable().with("isolation.level", "read_committed");
        StartAt startAt = fromBeginning ? StartAt.EARLIEST : StartAt.LATEST;
        long shown = 0;
        long deadlineNanos = System.nanoTime() + duration.toNanos();
        try (Interrupt interrupt = new Interrupt();
                RecommendationReader reader =
                        new RecommendationReader(connection, broker.topics(), startAt, Clock.SYSTEM)) {
            System.err.println(listening());
            while (!interrupt.isRequested() && System.nanoTime() < deadlineNanos && (count == 0 || shown < count)) {
                for (ReceivedRecommendation received : reader.poll(POLL)) {
                    if (isWanted(received.recommendation()) && (count == 0 || shown < count)) {
                        System.out.println(lineOf(received.recommendation(), items));
                        if (because) {
                            System.out.print(reasonsOf(received.recommendation(), items));
                        }
                        shown++;
                    }
                }
            }
        }
        long total = shown;
        figures.write(json -> json.put("recommendations", total));
        return ExitCode.DONE;
    }

    private String listening() {
        return "listening to %s%s; Ctrl-C ends"
                .formatted(broker.topics().recommendations(), user.isEmpty() ? "" : " for user " + user);
    }

    private boolean isWanted(Recommendation recommendation) {
        return user.isEmpty() || recommendation.userId().equals(user);
    }

    static String lineOf(Recommendation recommendation, int items) {
        String list = recommendation.items().stream()
                .limit(items)
                .map(RecommendedItem::itemId)
                .collect(Collectors.joining(", "));
        String more = recommendation.items().size() > items
                ? ", ... (" + recommendation.items().size() + ")"
                : "";
        return "%s  user %s  event %s  model %s  %d ms  [%s]  %s%s"
                .formatted(
                        TIME.format(Instant.ofEpochMilli(recommendation.generatedAtMs())),
                        recommendation.userId(),
                        recommendation.triggerEventId(),
                        recommendation.model().version(),
                        recommendation.generatedAtMs() - recommendation.publishedAtMs(),
                        recommendation.reason(),
                        list,
                        more);
    }

    /** Of each item its place, its source and its reasons. */
    static String reasonsOf(Recommendation recommendation, int items) {
        return recommendation.items().stream()
                .limit(items)
                .map(item -> "    %d. %s  %s: %s%n"
                        .formatted(
                                item.rank(),
                                item.itemId(),
                                item.source().code(),
                                item.because().isEmpty() ? "no reason given" : String.join("; ", item.because())))
                .collect(Collectors.joining());
    }
}
