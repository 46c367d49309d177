package io.segue.streaming.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segue.connectors.broker.EmbeddedBroker;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.TopicCreation;
import io.segue.connectors.topic.TopicSettings;
import io.segue.connectors.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a few versions, from the command line, over a real broker. */
class ModelsCommandITCase {
    @TempDir
    private static Path folder;

    private static EmbeddedBroker broker;

    private record Outcome(int exitCode, String out, String err) {}

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        StringBuilder log = new StringBuilder("session_id,user_id,item_id,timestamp_ms,event_type\n");
        for (int i = 0; i < 540; i++) {
            log.append("s%d,u%d,i%d,%d,view%n"
                    .formatted(i / 6, i / 6, (i / 6 + i % 6) % 7, 1_700_000_000_000L + i * 1_000L));
        }
        Path data = Files.writeString(folder.resolve("log.csv"), log);
        for (String version : List.of("v1", "v2", "v3")) {
            assertThat(Segue.commandLine()
                            .execute(
                                    "train",
                                    "--data=" + data,
                                    "--out=" + folder.resolve(version),
                                    "--model-version=" + version,
                                    "--device=cpu",
                                    "--epochs=1"))
                    .isZero();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void tellsTheLifeOfAModelFromItsFirstReleaseToItsEnd() throws Exception {
        createTopics("story.");
        for (String version : List.of("v1", "v2", "v3")) {
            assertThat(run("story.", "release", "--bundle=" + folder.resolve(version))
                            .exitCode())
                    .isZero();
        }
        assertThat(states("story.")).containsExactly("v1 retired", "v2 retired", "v3 champion");
        assertThat(run("story.", "models", "show").out()).contains("v3", "champion", "released by hand", "sessions");

        Outcome back = run("story.", "models", "rollback", "--reason=lists of nothing but hats");
        assertThat(back.out().lines())
                .containsExactly(
                        "segue v3 is rejected: rolled back: lists of nothing but hats",
                        "segue v2 is champion: champion again by a rollback: lists of nothing but hats");
        assertThat(states("story.")).containsExactly("v1 retired", "v2 champion", "v3 rejected");

        Outcome again = run("story.", "models", "promote", "v3");
        assertThat(again.exitCode()).isEqualTo(ExitCode.MODEL);
        assertThat(again.err())
                .isEqualTo("segue: version v3 of model segue is rejected (rolled back: lists of nothing but hats);"
                        + " it stays out, release a new version");
        assertThat(run("story.", "release", "--bundle=" + folder.resolve("v3")).exitCode())
                .isEqualTo(ExitCode.MODEL);

        assertThat(run("story.", "models", "promote", "v1").exitCode()).isZero();
        assertThat(states("story.")).containsExactly("v1 champion", "v2 retired", "v3 rejected");
        assertThat(run("story.", "models", "retire", "v1").exitCode()).isZero();
        assertThat(states("story.")).containsExactly("v1 retired", "v2 retired", "v3 rejected");
        assertThat(run("story.", "models", "show").err()).contains("model segue has no champion");
    }

    @Test
    void refusesWhatItCannotFind() throws Exception {
        createTopics("empty.");
        assertThat(run("empty.", "models", "list").err())
                .isEqualTo("segue: there is no release of model 'segue'; empty.models holds none");

        run("empty.", "release", "--bundle=" + folder.resolve("v1"));
        Outcome version = run("empty.", "models", "promote", "v9");
        assertThat(version.exitCode()).isEqualTo(ExitCode.MODEL);
        assertThat(version.err()).isEqualTo("segue: model segue has no version 'v9'; it has: v1");
        Outcome model = run("empty.", "models", "rollback", "--model=hats");
        assertThat(model.exitCode()).isEqualTo(ExitCode.MODEL);
        assertThat(model.err()).isEqualTo("segue: there is no release of model 'hats'; there are some of: segue");
        assertThat(run("empty.", "models", "rollback").err()).contains("has no champion before it");
    }

    @Test
    void refusesToPromoteAVersionWhoseBundleIsTorn() throws Exception {
        createTopics("torn.");
        Path bundle = Files.createDirectory(folder.resolve("torn"));
        try (var files = Files.list(folder.resolve("v1"))) {
            for (Path file : files.toList()) {
                Files.copy(file, bundle.resolve(file.getFileName()));
            }
        }
        run("torn.", "release", "--bundle=" + bundle);
        run("torn.", "release", "--bundle=" + folder.resolve("v2"));
        Files.writeString(bundle.resolve("model.json"), "{}");

        Outcome outcome = run("torn.", "models", "promote", "v1");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.MODEL);
        assertThat(outcome.err()).startsWith("segue: version v1 of model segue does not verify: ");
        assertThat(states("torn.")).containsExactly("v1 retired", "v2 champion");
    }

    @Test
    void namesARecordFromTheFutureAndPassesItOver() throws Exception {
        createTopics("future.");
        run("future.", "release", "--bundle=" + folder.resolve("v1"));
        Map<String, Object> connection =
                KafkaConnection.to(broker.bootstrapServers()).toMap(Map.of());
        try (var producer = new KafkaProducer<>(connection, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("future.models", "segue".getBytes(UTF_8), """
                            {"schemaVersion": 9, "name": "segue", "version": "v9"}
                            """.getBytes(UTF_8)))
                    .get();
        }

        Outcome outcome = run("future.", "models", "list");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err())
                .isEqualTo("segue: a record of future.models is passed over: offset 1: schemaVersion is 9,"
                        + " but this build reads up to 1: update it");
    }

    private static void createTopics(String prefix) {
        new TopicCreation(Topics.withPrefix(prefix), new TopicSettings(1, 1, Duration.ofHours(1)))
                .createMissing(KafkaConnection.to(broker.bootstrapServers()), Duration.ofSeconds(30));
    }

    /** Version and state as {@code list} has them, in its order. */
    private static List<String> states(String prefix) throws IOException {
        Path json = folder.resolve("list.json");
        assertThat(run(prefix, "models", "list", "--json=" + json).exitCode()).isZero();
        List<String> states = new ArrayList<>();
        for (JsonNode release : new ObjectMapper().readTree(json.toFile()).path("releases")) {
            states.add(release.path("version").asText() + " "
                    + release.path("state").asText());
        }
        return states;
    }

    private static Outcome run(String prefix, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--bootstrap=" + broker.bootstrapServers());
        all.add("--topic-prefix=" + prefix);
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        StringWriter refused = new StringWriter();
        System.setOut(new PrintStream(printed, true, UTF_8));
        System.setErr(new PrintStream(complained, true, UTF_8));
        try {
            int exitCode =
                    Segue.commandLine().setErr(new PrintWriter(refused, true)).execute(all.toArray(String[]::new));
            return new Outcome(
                    exitCode, printed.toString(UTF_8).strip(), (complained.toString(UTF_8) + refused).strip());
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
