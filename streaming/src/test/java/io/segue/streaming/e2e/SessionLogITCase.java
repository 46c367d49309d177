package io.segue.streaming.e2e;

import static io.segue.streaming.e2e.LocalStack.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segue.connectors.dataset.BadLineListener;
import io.segue.connectors.dataset.EventLog;
import io.segue.connectors.replay.EventPublisher;
import io.segue.connectors.sessionlog.SessionLogReader;
import io.segue.connectors.source.Clock;
import io.segue.state.MetricNames;
import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.session.SessionLog;
import io.segue.state.session.SessionSettings;
import io.segue.state.session.UserSession;
import io.segue.streaming.cli.Segue;
import io.segue.streaming.job.RetrainTopology;
import io.segue.streaming.local.JobMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events in, a log of sessions out, on a real broker and a real cluster. */
class SessionLogITCase {
    private static final int ALL_DAYS = 36_500;

    @TempDir
    Path folder;

    private Path log() {
        return folder.resolve("sessions");
    }

    private LocalStack stack() throws Exception {
        return new LocalStack(
                folder,
                2,
                Map.of(
                        "segue.job.checkpoint.interval", "500 ms",
                        "segue.watermark.idleness", "1 s",
                        "segue.sessions.folder", log().toString(),
                        "segue.sessions.compaction.checkpoints", "2"));
    }

    private static void start(LocalStack stack) throws Exception {
        stack.start("RetrainJob", new RetrainTopology(stack.retrainSettings(), Clock.SYSTEM)::build);
    }

    private static long sum(JobMetrics metrics, String operator, String name) throws Exception {
        return Math.round(metrics.read(operator, name, JobMetrics.Aggregate.SUM).orElse(0));
    }

    private List<Interaction> logged() {
        return SessionLogReader.at(log().toString()).readInEventTimeOrder(ALL_DAYS, (file, reason) -> {
            throw new AssertionError(file + ": " + reason);
        });
    }

    private static void publish(LocalStack stack, List<Interaction> events) {
        try (EventPublisher publisher = new EventPublisher(stack.kafka(), stack.settings.topics())) {
            events.forEach(publisher::publish);
            publisher.flush();
        }
    }

    /** Two users, of both partitions, who come long after all others: no session before them is open any more. */
    private static List<Interaction> muchLater(Instant when) {
        List<Interaction> later = new ArrayList<>();
        for (int user = 0; user < 16; user++) {
            later.add(new Interaction(
                    "later-" + user,
                    "later-" + user,
                    "item",
                    InteractionType.VIEW,
                    when.toEpochMilli(),
                    "",
                    when.toEpochMilli()));
        }
        return later;
    }

    @Test
    void givesTheSameSessionsAsAFileOfTheSameEventsAcrossACrash() throws Exception {
        List<Interaction> events = SmallModel.events(Instant.now().minus(Duration.ofHours(2)));
        Path csv = folder.resolve("events.csv");
        Files.write(csv, csvOf(events));
        try (LocalStack stack = stack()) {
            start(stack);
            publish(stack, events.subList(0, events.size() / 2));
            awaitThat(
                    "half is part of a session",
                    () -> sum(stack.metrics(), "Sessionizer", MetricNames.JOINED) == events.size() / 2);
            stack.crash();
            start(stack);
            publish(stack, events.subList(events.size() / 2, events.size()));
            publish(stack, events.subList(events.size() - 10, events.size()));
            publish(stack, muchLater(Instant.now()));

            SessionSettings settings = stack.settings.scorer().session();
            List<UserSession> expected =
                    SessionLog.sessions(EventLog.at(csv).readAllInEventTimeOrder(BadLineListener.SILENT), settings);
            awaitThat(
                    "all is closed",
                    () -> sum(stack.metrics(), "Sessionizer", MetricNames.SESSIONS_CLOSED) == expected.size());
            awaitThat(
                    "all is in the log",
                    () -> Files.isDirectory(log()) && filesCount() > 0 && logged().size() >= events.size());

            assertThat(SessionLog.sessions(logged(), settings)).containsExactlyInAnyOrderElementsOf(expected);
            JobMetrics metrics = stack.metrics();
            assertThat(sum(metrics, "guard", MetricNames.CONSUMED))
                    .isEqualTo(events.size() + 10 + 16)
                    .isEqualTo(sum(metrics, "Sessionizer", MetricNames.JOINED)
                            + sum(metrics, "Sessionizer", "late")
                            + sum(metrics, "Sessionizer", "duplicate")
                            + sum(metrics, "Sessionizer", "suppressed"));
            assertThat(sum(metrics, "Sessionizer", "duplicate") + sum(metrics, "Sessionizer", "late"))
                    .as("repeats, of sessions that are open or closed already")
                    .isEqualTo(10);
            assertThat(sum(metrics, "Sessionizer", MetricNames.SESSIONS_OPEN)).isEqualTo(16);
        }
    }

    @Test
    void isTrainedOnAsTheFileIsAndPassesOverACorruptFile() throws Exception {
        List<Interaction> events = SmallModel.events(Instant.now().minus(Duration.ofHours(2)));
        Path csv = folder.resolve("events.csv");
        Files.write(csv, csvOf(events));
        try (LocalStack stack = stack()) {
            start(stack);
            publish(stack, events);
            publish(stack, muchLater(Instant.now()));
            awaitThat(
                    "all is in the log",
                    () -> Files.isDirectory(log()) && filesCount() > 0 && logged().size() >= events.size());
        }
        Path day;
        try (var days = Files.list(log())) {
            day = days.findFirst().orElseThrow();
        }
        Files.writeString(day.resolve("broken.avro"), "no Avro");

        JsonNode ofFile = train("--data", csv);
        JsonNode ofLog = train("--sessions", log());

        assertThat(ofLog.path("corruptFiles").asInt()).isEqualTo(1);
        for (String figure : List.of("sessions", "events", "items")) {
            assertThat(ofLog.path(figure)).as(figure).isEqualTo(ofFile.path(figure));
        }
    }

    private JsonNode train(String option, Path log) throws Exception {
        Path json = folder.resolve("trained" + option + ".json");
        Path bundle = folder.resolve("bundle" + option);
        assertThat(Segue.commandLine()
                        .execute(
                                "train",
                                option,
                                log.toString(),
                                "--out",
                                bundle.toString(),
                                "--json",
                                json.toString(),
                                "--device",
                                "cpu",
                                "--epochs",
                                "1",
                                "--hidden",
                                "16",
                                "--seed",
                                "1"))
                .isZero();
        return new ObjectMapper().readTree(json.toFile());
    }

    private int filesCount() throws Exception {
        try (var files = Files.walk(log())) {
            return (int) files.filter(file -> file.toString().endsWith(".avro"))
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .count();
        }
    }

    private static List<String> csvOf(List<Interaction> events) {
        List<String> lines = new ArrayList<>();
        lines.add("user_id,session_id,item_id,timestamp_ms,event_type");
        for (Interaction event : events) {
            lines.add("%s,%s,%s,%d,%s"
                    .formatted(
                            event.userId(),
                            event.sessionId(),
                            event.itemId(),
                            event.timestampMs(),
                            event.type().name().toLowerCase(Locale.ROOT)));
        }
        return lines;
    }
}
