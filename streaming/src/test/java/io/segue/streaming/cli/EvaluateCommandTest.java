package io.segue.streaming.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segue.models.evaluation.Contender;
import io.segue.models.evaluation.Contestant;
import io.segue.models.evaluation.RetrieverContender;
import io.segue.models.evaluation.RetrieverContestant;
import io.segue.models.gru.GruSettings;
import io.segue.models.gru.TrainingDivergedException;
import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.BatchRetriever;
import io.segue.models.retrieval.Retriever;
import io.segue.models.training.TrainingSet;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.item.ItemVector;
import io.segue.streaming.evaluation.ContenderCatalogue;
import io.segue.streaming.evaluation.ContenderSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class EvaluateCommandTest {
    private static final String HEADER = "session_id,user_id,item_id,timestamp_ms,event_type,category,price\n";
    private static final long START_MS = 1_700_000_000_000L;
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    @TempDir
    Path folder;

    private final List<ContenderSettings> settings = new ArrayList<>();

    private final List<ItemCatalogue> learned = new ArrayList<>();

    private record Outcome(int exitCode, String err) {}

    /** Two models that always propose the same. */
    private Outcome run(String... arguments) {
        return run(this::catalogue, arguments);
    }

    private static Outcome run(Function<ContenderSettings, ContenderCatalogue> catalogue, String... arguments) {
        StringWriter err = new StringWriter();
        CommandLine commandLine = new CommandLine(new EvaluateCommand(catalogue))
                .setExecutionExceptionHandler(new FailureReport())
                .setParameterExceptionHandler(new FailureReport())
                .setErr(new PrintWriter(err));
        return new Outcome(commandLine.execute(arguments), err.toString().strip());
    }

    private ContenderCatalogue catalogue(ContenderSettings given) {
        settings.add(given);
        return new ContenderCatalogue(List.of(
                RetrieverContender.counting("hats", data -> {
                    learned.add(data.catalogue());
                    return always("hat");
                }),
                RetrieverContender.seeded("scarves", (data, seed) -> always("scarf")),
                variant("hats without hats", "hats", always("scarf"))));
    }

    private static Contender variant(String name, String baseName, Retriever retriever) {
        return new Contender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Contestant train(TrainingSet data, long seed) {
                return new RetrieverContestant(BatchRetriever.of(retriever));
            }

            @Override
            public Optional<String> base() {
                return Optional.of(baseName);
            }
        };
    }

    private static Retriever always(String itemId) {
        return (session, count) -> List.of(new ScoredItem(itemId, 1));
    }

    /** 60 sessions of three events, and ten days later 10, half of them of users who come back. */
    private Path log() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 70; i++) {
            long startMs = START_MS + i * 1_000L + (i < 60 ? 0 : 10 * DAY_MS);
            text.append("s%d,u%d,boots,%d,view,shoes,90%n".formatted(i, i % 65, startMs))
                    .append("s%d,u%d,hat,%d,cart,hats,20%n".formatted(i, i % 65, startMs + 5_000))
                    .append("s%d,u%d,scarf,%d,purchase,scarves,cheap%n".formatted(i, i % 65, startMs + 9_000));
        }
        return Files.writeString(folder.resolve("log.csv"), text);
    }

    private JsonNode json(String... more) throws IOException {
        Path json = folder.resolve("out.json");
        List<String> arguments = new ArrayList<>(List.of("--data", log().toString(), "--json", json.toString()));
        arguments.addAll(List.of(more));
        Outcome outcome = run(arguments.toArray(String[]::new));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        return new ObjectMapper().readTree(json.toFile());
    }

    @Test
    void writesTheFiguresInTheFormThatGatesRead() throws IOException {
        JsonNode figures = json("--seeds", "2");

        assertThat(figures.path("dataset").toString())
                .isEqualTo("{\"trainSessions\":60,\"trainEvents\":180,\"items\":3,\"testSessions\":10,"
                        + "\"testEvents\":30,\"predictions\":20}");
        JsonNode hats = figures.path("models").path("hats");
        for (String metric : List.of("recall", "mrr", "ndcg")) {
            for (int at : List.of(1, 5, 10, 20)) {
                assertThat(hats.path(metric + "At" + at).path("mean").asDouble())
                        .isEqualTo(0.5);
                assertThat(hats.path(metric + "At" + at).path("sd").isNumber()).isTrue();
            }
        }
        assertThat(hats.path("byNextEvent").toString())
                .isEqualTo("{\"cart\":{\"recallAt20\":1.0,\"mrrAt20\":1.0,\"n\":10},"
                        + "\"purchase\":{\"recallAt20\":0.0,\"mrrAt20\":0.0,\"n\":10},"
                        + "\"cartOrPurchase\":{\"recallAt20\":0.5,\"mrrAt20\":0.5,\"n\":20}}");
        assertThat(hats.path("byReturn").toString())
                .isEqualTo("{\"others\":{\"recallAt20\":0.5,\"mrrAt20\":0.5,\"n\":10},"
                        + "\"returning\":{\"recallAt20\":0.5,\"mrrAt20\":0.5,\"n\":10}}");
        assertThat(hats.path("bySupport").path("20+").path("n").asInt()).isEqualTo(20);
        assertThat(hats.path("byPosition").path("1").path("recallAt20").asDouble())
                .isEqualTo(1);
        assertThat(hats.fieldNames())
                .toIterable()
                .contains("byItemAge", "byNovelty", "byReturn", "byTestTime", "coverageAt20", "diversityAt20")
                .contains("trainSeconds", "listMs", "runs", "popularityBiasAt20");
        assertThat(hats.path("trainSeconds").isNumber()).isTrue();
        assertThat(hats.path("diversityAt20").isNull()).as("a list of one item").isTrue();
        assertThat(figures.path("models").path("scarves").path("runs").asInt()).isEqualTo(2);
    }

    @Test
    void saysByWhatTheFiguresCameAbout() throws IOException {
        Instant before = Instant.now();
        Path items = Files.writeString(folder.resolve("items.jsonl"), "{\"itemId\": \"hat\", \"available\": true}");
        Path page = folder.resolve("out.html");
        List<String> more = List.of(
                "--seed", "7", "--seeds", "2", "--live", "--items", items.toString(), "--html", page.toString());

        JsonNode run = json(more.toArray(String[]::new)).path("run");

        assertThat(run.path("version").asText()).isEqualTo(Segue.VERSION);
        assertThat(run.path("arguments"))
                .extracting(JsonNode::asText)
                .startsWith("--data")
                .endsWith(more.toArray(String[]::new));
        assertThat(run.path("protocol").asText()).isEqualTo("recsys23");
        assertThat(run.path("live").asBoolean()).isTrue();
        assertThat(run.path("seed").asLong()).isEqualTo(7);
        assertThat(run.path("seeds").asInt()).isEqualTo(2);
        assertThat(run.path("dataFiles").path(0).path("name").asText()).isEqualTo("log.csv");
        assertThat(run.path("dataFiles").path(1).toString())
                .isEqualTo("{\"option\":\"--items\",\"name\":\"items.jsonl\",\"sha256\":"
                        + "\"cae2dda938de13cde898e05b2d32f2e045f4703bbfc1f9d0b31d718c9095785a\"}");
        assertThat(Instant.parse(run.path("startedAt").asText())).isBetween(before, Instant.now());
        assertThat(Files.readString(page))
                .contains("protocol recsys23, live, seed 7, 2 runs a random model; log.csv sha256 ")
                .contains("--seed 7 --seeds 2 --live --items");
    }

    @Test
    void keepsSecretsOutOfTheFigures() throws IOException {
        JsonNode run = json("-Dsegue.kafka.bootstrap.servers=inside.example:9092", "-Dsegue.session.gap=20 min")
                .path("run");

        assertThat(run.path("arguments").toString())
                .contains("-Dsegue.kafka.bootstrap.servers=...", "-Dsegue.session.gap=20 min")
                .doesNotContain("inside.example");
    }

    @Test
    void learnsWhatAFileSaysOfItems() throws IOException {
        Path items = Files.writeString(
                folder.resolve("items.jsonl"),
                "{\"itemId\": \"hat\", \"available\": true, \"brand\": \"Acme\", \"vector\": [1, 2]}");

        json("--items", items.toString());

        ItemCatalogue catalogue = learned.get(0);
        assertThat(catalogue.of("hat")).isEqualTo(new ItemContent("", "Acme", 0, "", ItemVector.of(1, 2)));
        assertThat(catalogue.of("boots")).as("as the log says").isEqualTo(new ItemContent("shoes", "", 90, ""));
    }

    @Test
    void refusesAFileOfItemsThatHasNone() throws IOException {
        String log = log().toString();

        Outcome outcome = run("--data", log, "--items", log);

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(outcome.err()).startsWith("segue: none of the 211 lines of ").hasLineCount(1);
    }

    @Test
    void comparesWithTheFirstModelUnlessToldAnother() throws IOException {
        JsonNode usual = json().path("comparisons");
        JsonNode told = json("--against", "scarves").path("comparisons");

        assertThat(usual.size()).isEqualTo(2);
        assertThat(usual.path(0).path("model").asText()).isEqualTo("scarves");
        assertThat(usual.path(0).path("against").asText()).isEqualTo("hats");
        assertThat(usual.path(1).path("metric").asText()).isEqualTo("mrrAt20");
        assertThat(usual.path(0).fieldNames())
                .toIterable()
                .containsExactly("model", "against", "metric", "difference", "low", "high", "p");
        assertThat(told.path(0).path("model").asText()).isEqualTo("hats");
    }

    @Test
    void comparesAVariantWithItsModelWhateverElseTakesPart() throws IOException {
        JsonNode alone = json("--ablate", "hats");
        JsonNode beside = json("--ablate", "hats without hats", "--models", "scarves", "--against", "scarves");

        assertThat(alone.path("models").fieldNames()).toIterable().containsExactly("hats", "hats without hats");
        assertThat(beside.path("comparisons").path(1).path("model").asText()).isEqualTo("hats without hats");
        assertThat(beside.path("comparisons").path(1).path("against").asText()).isEqualTo("hats");
        JsonNode purchases = find(alone.path("comparisonsByPart"), "purchase");
        assertThat(purchases.path("slicing").asText()).isEqualTo("byNextEvent");
        assertThat(purchases.path("n").asInt()).isEqualTo(10);
        assertThat(purchases.path("difference").asDouble()).isEqualTo(1);
    }

    private static JsonNode find(JsonNode comparisons, String part) {
        for (JsonNode comparison : comparisons) {
            if (comparison.path("part").asText().equals(part)) {
                return comparison;
            }
        }
        throw new AssertionError("no part " + part + " in " + comparisons);
    }

    @Test
    void judgesBeforeTheTestWhereOnlyAChoiceIsToBeMade() throws IOException {
        JsonNode test = json("--test-days", "0.00012").path("dataset");
        JsonNode validation = json("--test-days", "0.00012", "--validation").path("dataset");

        assertThat(test.path("trainSessions").asInt()).isEqualTo(63);
        assertThat(test.path("testSessions").asInt()).isEqualTo(2);
        assertThat(validation.path("trainSessions").asInt()).isEqualTo(60);
        assertThat(validation.path("testSessions").asInt())
                .as("what the test cuts short")
                .isEqualTo(3);
    }

    @Test
    void cannotJudgeBeforeTheTestOfALogThatIsPlayedOn() throws IOException {
        Outcome outcome = run("--data", log().toString(), "--protocol", "prequential", "--validation");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err())
                .contains("--validation needs --data FILE or --sessions DIR, and --protocol recsys23 or raw");
    }

    @Test
    void judgesTheModelsAndCutoffsThatAreAskedFor() throws IOException {
        JsonNode figures = json("--models", "scarves", "--at", "3,1");

        assertThat(figures.path("models").fieldNames()).toIterable().containsExactly("scarves");
        assertThat(figures.path("models").path("scarves").fieldNames())
                .toIterable()
                .contains("recallAt1", "recallAt3", "coverageAt3")
                .doesNotContain("recallAt20");
        assertThat(figures.path("comparisons")).isEmpty();
    }

    @Test
    void writesAPageThatNeedsNothingElse() throws IOException {
        Path page = folder.resolve("out.html");

        Outcome outcome = run("--data", log().toString(), "--html", page.toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(Files.readString(page))
                .startsWith("<!doctype html>")
                .contains("<svg", "hats", "scarves", "Recall@20 by visitor", "log.csv, recsys23, the last 7 days")
                .doesNotContain("http", "src=", "href=");
    }

    @Test
    void takesTwoFilesAsTheyAre() throws IOException {
        String log = log().toString();

        assertThat(run("--train", log, "--test", log, "--models", "hats").exitCode())
                .isZero();
    }

    @Test
    void letsModelsGoOnLearningWhereTheProtocolIsPrequentialOrTheUserSaysSo() throws IOException {
        String log = log().toString();
        run("--data", log);
        run("--data", log, "--live");
        run("--data", log, "--protocol", "prequential");
        run("--data", log, "--protocol", "prequential", "--no-live");

        assertThat(settings).extracting(ContenderSettings::live).containsExactly(false, true, true, false);
    }

    @Test
    void givesTheContendersTheUsersTrainingOptions() throws IOException {
        run("--data", log().toString(), "--epochs", "2", "--seed", "7", "--device", "cpu");

        assertThat(settings.get(0).gru().optimizer().epochs()).isEqualTo(2);
        assertThat(settings.get(0).gru().seed()).isEqualTo(7);
    }

    @Test
    void takesSettingsFromAFileOverWhichOptionsWin() throws IOException {
        Path file = Files.writeString(
                folder.resolve("best.json"),
                "{\"gru\":{\"network\":{\"hiddenSize\":96},\"optimizer\":{\"epochs\":4},\"seed\":5},"
                        + "\"stan\":{\"samplesMax\":2000}}");

        run("--data", log().toString(), "--settings", file.toString(), "--epochs", "3", "--device", "cpu");

        assertThat(settings.get(0).gru())
                .isEqualTo(GruSettings.DEFAULT.withHiddenSize(96).withEpochs(3).withSeed(5));
        assertThat(settings.get(0).similar().samplesMax()).isEqualTo(2_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"gru\":{\"network\":{\"hidden\":9}}} | gru.network.hidden is 9, but must be left out",
                "{\"gru\":{\"network\":{\"hiddenSize\":0}}} | hidden.size is 0, but must be within [1, 1024]",
                "{ | line 1 is not JSON",
            })
    void refusesSettingsThatCannotBe(String json, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("best.json"), json);

        Outcome outcome = run("--data", "x", "--settings", file.toString());

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err())
                .contains("--settings", file.toString(), message)
                .hasLineCount(1);
    }

    @Test
    void saysThatTheSettingsAreMissing() {
        Outcome outcome = run("--data", "x", "--settings", "none.json");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).isEqualTo("segue: --settings: no such file: none.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--models=hats,gloves | --models or --ablate: no model is called 'gloves'; there are: hats, scarves",
                "--against=gloves | --against is 'gloves', but must be one of the models: hats, scarves",
                "--ablate=gloves | no model is called 'gloves'; there are: hats, hats without hats",
                "--protocol=last | --protocol is 'last', but must be recsys23, raw or prequential",
                "--test-days=0 | --test-days is 0.0, but must be within (0, 36500]",
                "--events=0 | --events is 0, but must be at least 1",
                "--judge-after=5 | '5' is not a duration",
                "--at=0 | a cut-off is 0, but must be within [1, 999]",
                "--seeds=0 | seeds is 0, but must be within [1, 100]",
                "--html=/ | --html: / is a folder",
                "--json=/ | --json: / is a folder",
                "--train=x | give --data FILE, or --sessions DIR, or --train FILE and --test FILE",
                "--device=gpu | segue.model.device is",
            })
    void refusesAnArgumentThatCannotBeUsedBeforeAnythingIsRead(String argument, String message) {
        Outcome outcome = run("--data", folder.resolve("none.csv").toString(), argument);

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains(message);
    }

    @Test
    void needsALog() {
        assertThat(run().exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("--train", "x").err()).contains("--train FILE and --test FILE");
    }

    @Test
    void saysWithCountsThatThereIsTooLittleAndWhatToDo() throws IOException {
        Path log = Files.writeString(
                folder.resolve("small.csv"),
                HEADER + "s,u,boots," + START_MS + ",view,,\nt,u,boots," + (START_MS + 8 * DAY_MS) + ",view,,\n");

        Outcome outcome = run("--data", log.toString());

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(outcome.err())
                .startsWith("segue: too little data: of 2 events, protocol recsys23 leaves 0 sessions to learn from")
                .endsWith("choose another --test-days, a longer log, or --protocol raw, which keeps rare items")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({"40, false, the test takes", "6, true, test and validation take"})
    void saysThatTheTestTakesTheWholeLog(String days, boolean validation, String what) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--data", log().toString(), "--test-days", days));
        if (validation) {
            arguments.add("--validation");
        }

        Outcome outcome = run(arguments.toArray(String[]::new));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(outcome.err())
                .endsWith("the log spans 10.0 days, and " + what
                        + " all of them: choose fewer --test-days or a longer log");
    }

    @Test
    void endsInOrderWhenItIsInterrupted() throws IOException {
        Path json = folder.resolve("out.json");
        Contender halted = RetrieverContender.counting("halted", data -> {
            Thread.currentThread().interrupt(); // as Ctrl-C does
            return always("hat");
        });

        Outcome outcome = run(
                given -> new ContenderCatalogue(List.of(halted)),
                "--data",
                log().toString(),
                "--json",
                json.toString());

        assertThat(outcome).isEqualTo(new Outcome(ExitCode.INTERRUPTED, "segue: interrupted; no figures are written"));
        assertThat(json).doesNotExist();
    }

    @Test
    void keepsWhatWasJudgedBeforeItIsInterrupted() throws IOException {
        Contender halted = RetrieverContender.seeded("halted", (data, seed) -> {
            if (seed > GruSettings.DEFAULT.seed()) {
                Thread.currentThread().interrupt(); // as Ctrl-C does
            }
            return always("scarf");
        });

        Outcome outcome = ended(halted);

        assertThat(Thread.interrupted()).isFalse();
        assertThat(outcome)
                .isEqualTo(
                        new Outcome(ExitCode.INTERRUPTED, "segue: interrupted; the figures lack what was not judged"));
        JsonNode json = new ObjectMapper().readTree(folder.resolve("out.json").toFile());
        assertThat(json.path("missingRuns").toString()).isEqualTo("{\"halted\":1,\"scarves\":2}");
        assertThat(json.path("models").fieldNames()).toIterable().containsExactly("hats", "halted");
        assertThat(json.path("models").path("halted").path("runs").asInt()).isEqualTo(1);
        assertThat(json.path("comparisons")).hasSize(2);
        assertThat(folder.resolve("out.html"))
                .content()
                .contains("INCOMPLETE, ended before: halted (1 run), scarves (2 runs)");
    }

    @Test
    void keepsWhatWasJudgedBeforeAModelFails() throws IOException {
        Contender failing = RetrieverContender.counting("failing", data -> {
            throw new IllegalArgumentException("too few sessions");
        });

        Outcome outcome = ended(failing);

        assertThat(outcome).isEqualTo(new Outcome(ExitCode.DATA, "segue: cannot train failing: too few sessions"));
        JsonNode json = new ObjectMapper().readTree(folder.resolve("out.json").toFile());
        assertThat(json.path("models").fieldNames()).toIterable().containsExactly("hats");
        assertThat(json.path("missingRuns").fieldNames()).toIterable().containsExactly("failing", "scarves");
    }

    @Test
    void saysWhichModelDivergesAndKeepsWhatWasJudgedBefore() throws IOException {
        Contender fast = RetrieverContender.counting("fast", data -> {
            throw new TrainingDivergedException("the loss is NaN at step 3 of epoch 1", 10, null);
        });

        Outcome outcome = ended(fast);

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        ExitCode.DIVERGED,
                        "segue: cannot train fast: the loss is NaN at step 3 of epoch 1 with learning rate 10.0;"
                                + " try a smaller segue.training.learning-rate"));
        JsonNode json = new ObjectMapper().readTree(folder.resolve("out.json").toFile());
        assertThat(json.path("models").fieldNames()).toIterable().containsExactly("hats");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gru-online", "rank-online"})
    void saysWhichModelCannotGoOnLearningWithAMemory(String model) throws IOException {
        Path file = Files.writeString(folder.resolve("memory.json"), "{\"gru\":{\"network\":{\"memory\":true}}}");

        Outcome outcome = run(
                ContenderCatalogue::all,
                "--data",
                log().toString(),
                "--live",
                "--models",
                model,
                "--settings",
                file.toString());

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        ExitCode.USAGE,
                        "segue: cannot train " + model
                                + ": network.memory is true, but must be false for a model that goes on learning"));
    }

    /** Of an evaluation of three models, of which the second one ends it. */
    private Outcome ended(Contender second) throws IOException {
        return run(
                given -> new ContenderCatalogue(List.of(
                        RetrieverContender.counting("hats", data -> always("hat")),
                        second,
                        RetrieverContender.seeded("scarves", (data, seed) -> always("scarf")))),
                "--data",
                log().toString(),
                "--seeds",
                "2",
                "--json",
                folder.resolve("out.json").toString(),
                "--html",
                folder.resolve("out.html").toString());
    }

    @Test
    void saysThatTheTestSliceIsEmpty() throws IOException {
        Outcome outcome = run("--data", log().toString(), "--protocol", "prequential", "--judge-after", "30d");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(outcome.err()).contains("leaves 70 sessions").contains("choose another --judge-after");
    }

    @Test
    void saysInOneLineThatAColumnIsMissing() throws IOException {
        Path log = Files.writeString(folder.resolve("log.csv"), "session_id,item_id,timestamp_ms\n");

        Outcome outcome = run("--train", log.toString(), "--test", log.toString());

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(outcome.err()).contains("no column 'event_type'").hasLineCount(1);
    }
}
