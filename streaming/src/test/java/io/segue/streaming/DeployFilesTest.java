package io.segue.streaming;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.segue.connectors.topic.Topics;
import io.segue.models.tuning.Dimension;
import io.segue.models.tuning.SearchSpaces;
import io.segue.state.MetricNames;
import io.segue.state.interaction.InteractionType;
import io.segue.state.prequential.QualitySlice;
import io.segue.state.recommendation.Source;
import io.segue.state.session.Outcome;
import io.segue.streaming.options.OptionCatalogue;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** What {@code deploy/} says about options, metrics, topics and files is so. */
class DeployFilesTest {
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<Class<?>> FLINK_OPTIONS = List.of(
            BlobServerOptions.class,
            CheckpointingOptions.class,
            ClusterOptions.class,
            CoreOptions.class,
            DeploymentOptions.class,
            HeartbeatManagerOptions.class,
            HighAvailabilityOptions.class,
            JobManagerOptions.class,
            MetricOptions.class,
            PipelineOptions.class,
            RestOptions.class,
            RestartStrategyOptions.class,
            RocksDBConfigurableOptions.class,
            RocksDBOptions.class,
            StateBackendOptions.class,
            TaskManagerOptions.class,
            WebOptions.class);

    /** {@code segue.kafka.group.id}, also behind {@code -D}; no packages, no paths. */
    private static final Pattern OPTION =
            Pattern.compile("(?:(?<=-D)|(?<![\\w./-]))segue\\.[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*");

    private static final Pattern METRIC = Pattern.compile("flink_taskmanager_job_task_operator_segue_([A-Za-z0-9]+)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([A-Za-z0-9]+)`");

    static Stream<Path> structured() throws IOException {
        return files(".yaml", ".yml", ".json");
    }

    static Stream<Path> pages() throws IOException {
        return files(".md");
    }

    static Stream<Path> scripts() throws IOException {
        try (Stream<Path> scripts = Files.list(DEPLOY.resolve("bin"))) {
            return scripts.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("structured")
    void parses(Path file) {
        assertThatCode(() -> {
                    if (file.toString().endsWith(".json")) {
                        JSON.readTree(Files.readString(file));
                    } else {
                        documents(file);
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void showsOnlyMetricsThatExistOnTheDashboard() throws IOException {
        Set<String> named = new TreeSet<>();
        Matcher metric = METRIC.matcher(Files.readString(DEPLOY.resolve("grafana/segue.json")));
        while (metric.find()) {
            named.add(metric.group(1));
        }

        assertThat(named).isNotEmpty().isSubsetOf(metrics());
    }

    /** Except for text, which Prometheus cannot store. */
    @Test
    void leavesNoMetricOutOfTheDashboard() throws IOException {
        String dashboard = Files.readString(DEPLOY.resolve("grafana/segue.json"));

        assertThat(metrics())
                .filteredOn(metric -> !metric.equals(MetricNames.MODEL_VERSION))
                .filteredOn(metric -> !metric.equals(MetricNames.RANKER_VERSION))
                .filteredOn(metric -> !metric.equals(MetricNames.WINDOW_VERSION))
                .filteredOn(metric -> !metric.equals(MetricNames.TRAINING_PASS))
                .filteredOn(metric -> !metric.equals(MetricNames.LEARNER_VERSION))
                .allSatisfy(metric -> assertThat(dashboard).contains("operator_segue_" + metric + "{"));
    }

    @Test
    void explainsEveryMetricAndNoOther() throws IOException {
        String page = Files.readString(DEPLOY.resolve("docs/operations.md"));
        String table = page.substring(page.indexOf("<!-- metrics -->"));
        Set<String> explained = new TreeSet<>();
        table.lines()
                .skip(1)
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .forEach(row -> {
                    Matcher name = CODE.matcher(row.split("\\|")[1]);
                    while (name.find()) {
                        explained.add(name.group(1));
                    }
                });

        assertThat(explained).isEqualTo(metrics());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conf",
                "docker",
                "kubernetes",
                "bin",
                "docs/architecture.md",
                "docs/operations.md",
                "docs/rules.md"
            })
    void namesOnlyOptionsOfTheJobThatExist(String place) throws IOException {
        Set<String> known = new TreeSet<>(Topics.DEFAULT.all());
        OptionCatalogue.all().forEach(entry -> known.add(entry.key()));
        known.add("segue.key"); // as in -Dsegue.key=value
        known.add("segue.jobJar.phase"); // a property of the build
        known.addAll(List.of("segue.properties", "segue.yaml", "segue.json"));
        try (Stream<Path> files = Files.walk(DEPLOY.resolve(place))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher option = OPTION.matcher(Files.readString(file));
                while (option.find()) {
                    assertThat(known).as("known to the job, in " + file).contains(option.group());
                }
            }
        }
    }

    @Test
    void configuresFlinkByOptionsThatExistAndValuesThatFit() throws IOException {
        assertOptionsOfFlink(
                "config.yaml",
                asMap(documents(DEPLOY.resolve("conf/config.yaml")).get(0)));
    }

    @Test
    void configuresFlinkInDockerByOptionsThatExist() throws IOException {
        Map<String, Object> services = asMap(
                asMap(documents(DEPLOY.resolve("docker/compose.yaml")).get(0)).get("services"));
        for (Map.Entry<String, Object> service : services.entrySet()) {
            Object environment = asMap(service.getValue()).get("environment");
            Object properties = environment == null ? null : asMap(environment).get("FLINK_PROPERTIES");
            if (properties != null) {
                assertOptionsOfFlink(service.getKey(), asMap(new Yaml().load(properties.toString())));
            }
        }
    }

    @Test
    void configuresFlinkOnKubernetesByOptionsThatExist() throws IOException {
        List<Object> documents = documents(DEPLOY.resolve("kubernetes/segue.yaml"));
        Map<String, Object> spec =
                asMap(asMap(documents.get(documents.size() - 1)).get("spec"));
        Map<String, Object> options = asMap(spec.get("flinkConfiguration"));
        options.keySet().removeIf(key -> key.startsWith("kubernetes.operator."));

        assertOptionsOfFlink("segue.yaml", options);
        assertThat(asMap(spec.get("job"))).containsEntry("entryClass", RecommendJob.class.getName());
    }

    @Test
    void createsEveryTopicInDocker() throws IOException {
        String compose = Files.readString(DEPLOY.resolve("docker/compose.yaml"));

        assertThat(Topics.DEFAULT.all()).allSatisfy(topic -> assertThat(compose).contains("create " + topic + " "));
    }

    @Test
    void copiesOnlyFilesThatExistIntoTheImage() throws IOException {
        for (String line : Files.readAllLines(DEPLOY.resolve("docker/Dockerfile"))) {
            if (line.startsWith("COPY ") && !line.contains("--from=")) {
                List<String> words = new ArrayList<>(List.of(line.split(" ")));
                words.removeIf(word -> word.startsWith("--"));
                assertThat(words.subList(1, words.size() - 1))
                        .allSatisfy(source ->
                                assertThat(Path.of("..").resolve(source)).exists());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void isAScriptThatRunsAndExplainsItself(Path script) throws Exception {
        assertThat(Files.isExecutable(script)).as(script + " is executable").isTrue();
        assertThat(run("bash", "-n", script.toString())).isEmpty();
        assertThat(run(script.toString(), "--help"))
                .contains("  " + script.getFileName() + " [DIR]")
                .contains("--help");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksToWhatExists(Path page) throws IOException {
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
            if (link.group(1).startsWith("http")) {
                continue;
            }
            String[] parts = link.group(1).split("#", 2);
            Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
            assertThat(target).as("linked by " + page).exists();
            if (parts.length == 2) {
                assertThat(anchors(target)).as("headings of " + target).contains(parts[1]);
            }
        }
    }

    @Test
    void saysFromWhatTuningDraws() throws IOException {
        List<String> lines = Files.readAllLines(DEPLOY.resolve("docs/tuning.md"));
        List<Dimension> dimensions =
                new ArrayList<>(SearchSpaces.contextGru(10, 42).dimensions());
        dimensions.addAll(SearchSpaces.stan().dimensions());

        assertThat(dimensions)
                .allSatisfy(dimension -> assertThat(lines)
                        .anyMatch(line -> line.startsWith("|")
                                && line.contains("`" + dimension.key() + "`")
                                && line.contains("| " + dimension.range().title())));
    }

    private static Set<String> metrics() {
        Set<String> metrics = new TreeSet<>();
        for (Field field : MetricNames.class.getFields()) {
            boolean isName =
                    !field.getName().endsWith("_PREFIX") && !field.getName().equals("GROUP");
            if (isName && field.getType() == String.class) {
                metrics.add(constant(field, String.class));
            }
        }
        for (Outcome outcome : Outcome.values()) {
            metrics.add(MetricNames.of(outcome));
        }
        for (InteractionType type : InteractionType.values()) {
            String code = type.name().toLowerCase(Locale.ROOT);
            metrics.add(MetricNames.of(MetricNames.CONSUMED_TYPE_PREFIX, code));
            metrics.add(MetricNames.of(MetricNames.WINDOW_RECALL_PREFIX, code));
        }
        for (Source source : Source.values()) {
            metrics.add(MetricNames.of(MetricNames.ANSWERED_SOURCE_PREFIX, source.code()));
            metrics.add(MetricNames.of(MetricNames.WINDOW_RECALL_FROM_PREFIX, source.code()));
        }
        for (String novelty : List.of(QualitySlice.KNOWN, QualitySlice.NEW)) {
            metrics.add(MetricNames.of(MetricNames.WINDOW_RECALL_PREFIX, novelty));
        }
        return metrics;
    }

    private static void assertOptionsOfFlink(String where, Map<String, Object> options) {
        Map<String, String> texts = new HashMap<>();
        options.forEach((key, value) -> texts.put(key, String.valueOf(value)));
        String reporter = texts.remove(ConfigurationKeys.REPORTER_FACTORY);
        if (reporter != null) {
            assertThatCode(() -> Class.forName(reporter)).doesNotThrowAnyException();
        }
        texts.remove(ConfigurationKeys.REPORTER_PORT);
        Map<String, ConfigOption<?>> known = optionsOfFlink();

        assertThat(known.keySet()).as("options that Flink knows, for " + where).containsAll(texts.keySet());
        Configuration configuration = Configuration.fromMap(texts);
        texts.keySet()
                .forEach(key -> assertThatCode(() -> configuration.getOptional(known.get(key)))
                        .as(key)
                        .doesNotThrowAnyException());
    }

    /** Of the Prometheus reporter, whose names Flink puts together from the reporter's. */
    private static final class ConfigurationKeys {
        private static final String REPORTER_FACTORY = "metrics.reporter.prom.factory.class";
        private static final String REPORTER_PORT = "metrics.reporter.prom.port";
    }

    private static Map<String, ConfigOption<?>> optionsOfFlink() {
        Map<String, ConfigOption<?>> options = new TreeMap<>();
        for (Class<?> holder : FLINK_OPTIONS) {
            for (Field field : holder.getFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
                    ConfigOption<?> option = constant(field, ConfigOption.class);
                    options.put(option.key(), option);
                }
            }
        }
        return options;
    }

    private static <T> T constant(Field field, Class<T> type) {
        try {
            return type.cast(field.get(null));
        } catch (IllegalAccessException publicFieldsAreAccessible) {
            throw new IllegalStateException(publicFieldsAreAccessible);
        }
    }

    private static Stream<Path> files(String... suffixes) throws IOException {
        try (Stream<Path> files = Files.walk(DEPLOY)) {
            return files
                    .filter(file -> !file.startsWith(DEPLOY.resolve("target")))
                    .filter(file -> Stream.of(suffixes).anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static List<Object> documents(Path file) throws IOException {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        List<Object> documents = new ArrayList<>();
        new Yaml(strict).loadAll(Files.readString(file)).forEach(documents::add);
        return documents;
    }

    private static Map<String, Object> asMap(Object yaml) {
        Map<String, Object> map = new TreeMap<>();
        ((Map<?, ?>) yaml).forEach((key, value) -> map.put(String.valueOf(key), value));
        return map;
    }

    /** As GitHub makes them from headings. */
    private static Set<String> anchors(Path page) throws IOException {
        Set<String> anchors = new TreeSet<>();
        for (String line : Files.readAllLines(page)) {
            if (line.startsWith("#")) {
                anchors.add(line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'));
            }
        }
        return anchors;
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
