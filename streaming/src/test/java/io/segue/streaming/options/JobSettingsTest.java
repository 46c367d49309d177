package io.segue.streaming.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.rules.RuleSettings;
import io.segue.state.settings.InvalidOptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobSettingsTest {
    @Test
    void acceptsItsOwnDefaults() {
        JobSettings settings = JobSettings.of(new Configuration());

        assertThat(settings.scorer().session().gap()).isEqualTo(Duration.ofMinutes(30));
        assertThat(settings.topics().recommendations()).isEqualTo("segue.recommendations");
    }

    @Test
    void leavesListsAsTheyWereEvaluatedByDefault() {
        JobSettings settings = JobSettings.of(new Configuration());

        assertThat(settings.ranker().rules()).isEqualTo(RuleSettings.DEFAULT);
        assertThat(settings.scorer().excludesNewest()).isTrue();
    }

    @Test
    void tellsTheScorerTooThatListsMayHoldTheItemJustSeen() {
        JobSettings settings = JobSettings.of(Configuration.fromMap(Map.of("segue.rules.exclude-newest", "false")));

        assertThat(settings.ranker().rules().excludesNewest()).isFalse();
        assertThat(settings.scorer().excludesNewest()).isFalse();
    }

    static Stream<Arguments> wrongOptions() {
        return Stream.of(
                Arguments.of("segue.kafka.bootstrap.servers", "nowhere", "host:port"),
                Arguments.of("segue.session.gap", "0 s", "within [1 s, 30 d]"),
                Arguments.of("segue.session.gap", "soon", "a duration"),
                Arguments.of("segue.session.tail.max", "0", "within [1, 1000]"),
                Arguments.of("segue.session.tail.max", "many", "of type integer"),
                Arguments.of("segue.bundle.size.max", "0", "within [1, 4096]"),
                Arguments.of("segue.bundle.linger", "0 ms", "within [1 ms, 10 s]"),
                Arguments.of("segue.recommendation.items", "0", "within [1, 500]"),
                Arguments.of("segue.live.items.max", "0", "within [1, 10000000]"),
                Arguments.of("segue.live.popularity.half-life.fast", "0 s", "at least 1 s"),
                Arguments.of("segue.live.popularity.half-life.medium", "1 min", "longer than the fast one"),
                Arguments.of("segue.live.successors.half-life.slow", "1 h", "longer than the medium one"),
                Arguments.of("segue.live.successors.max", "0", "within [1, 1000]"),
                Arguments.of("segue.live.successors.distance", "21", "within [1, 20]"),
                Arguments.of("segue.live.successors.ttl", "0 s", "within [1 s, 3650 d]"),
                Arguments.of("segue.live.items.ttl", "0 s", "within [1 s, 3650 d]"),
                Arguments.of("segue.live.emit.interval", "1 ms", "within [10 ms, 1 h]"),
                Arguments.of("segue.live.session.decay", "1.1", "within [0, 1]"),
                Arguments.of("segue.live.session.decay", "half", "of type number"),
                Arguments.of("segue.live.history.max", "-1", "within [0, 1000]"),
                Arguments.of("segue.rank.proposals", "0", "within [1, 1000]"),
                Arguments.of("segue.rank.popular", "-1", "within [0, 1000]"),
                Arguments.of("segue.rank.candidates", "19", "at least segue.recommendation.items, 20"),
                Arguments.of("segue.rules.exclude-newest", "sometimes", "true or false"),
                Arguments.of("segue.rules.bought.exclusion", "3651 d", "within [0 s, 3650 d]"),
                Arguments.of("segue.rules.impressions.max", "-1", "within [0, 1000000]"),
                Arguments.of("segue.rules.category.max", "1001", "within [0, 1000]"),
                Arguments.of("segue.rules.recency.boost", "-1", "within [0, 100]"),
                Arguments.of("segue.rules.recency.half-life", "0 s", "within [1 s, 3650 d]"),
                Arguments.of("segue.rules.exploration.share", "1.1", "within [0, 1]"),
                Arguments.of("segue.prequential.control.share", "1.1", "within [0, 1]"),
                Arguments.of("segue.prequential.window.slide", "0 s", "within [1 s, 7 d]"),
                Arguments.of(
                        "segue.prequential.window.length", "90 s", "1 to 1000 times segue.prequential.window.slide"),
                Arguments.of(
                        "segue.prequential.window.length", "10 s", "1 to 1000 times segue.prequential.window.slide"),
                Arguments.of("segue.rollback.significance", "0", "within [0.00001, 0.5]"),
                Arguments.of("segue.rollback.tests.min", "29", "at least 30"),
                Arguments.of("segue.rollback.margin", "-1", "within [0, 1]"),
                Arguments.of("segue.delivery", "sometimes", "fast or exact"),
                Arguments.of("segue.model.device", "gpu", "auto"),
                Arguments.of("segue.topic.clicks", "a b", "letters"),
                Arguments.of("segue.job.max-parallelism", "0", "within [1, 32768]"),
                Arguments.of("segue.job.checkpoint.interval", "1 ms", "within [10 ms, 24 h]"));
    }

    @ParameterizedTest
    @MethodSource("wrongOptions")
    void namesKeyValueAndExpectedValueOfAWrongOption(String key, String value, String expected) {
        assertThatThrownBy(() -> JobSettings.of(Configuration.fromMap(Map.of(key, value))))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(key.startsWith("segue.topic") ? "topic" : key)
                .hasMessageContaining(expected);
    }

    @Test
    void refusesATransactionThatTheNextRestartWouldOutlive() {
        Map<String, String> options = Map.of("segue.delivery", "exact", SegueOptions.TRANSACTION_TIMEOUT.key(), "30 s");

        assertThatThrownBy(() -> JobSettings.of(Configuration.fromMap(options)))
                .hasMessageContaining(SegueOptions.TRANSACTION_TIMEOUT.key())
                .hasMessageContaining("at least PT1M10S");
    }

    @Test
    void refusesAnOptionThatItDoesNotKnowAndGuessesWhatWasMeant() {
        assertThatThrownBy(() -> OptionReader.read(Optional.empty(), Map.of("segue.sesion.gap", "1 h")))
                .hasMessageContaining("segue.sesion.gap")
                .hasMessageContaining("did you mean segue.session.gap?");
    }

    @Test
    void letsAPairWinOverTheFile(@TempDir Path folder) throws Exception {
        Path file =
                Files.writeString(folder.resolve("job.properties"), "segue.session.gap=1 h\nsegue.bundle.size.max=8\n");

        JobSettings settings = JobSettings.of(OptionReader.read(Optional.of(file), Map.of("segue.session.gap", "2 h")));

        assertThat(settings.scorer().session().gap()).isEqualTo(Duration.ofHours(2));
        assertThat(settings.scorer().bundle().sizeMax()).isEqualTo(8);
    }

    @Test
    void namesAnOptionFileThatIsMissing(@TempDir Path folder) {
        Path file = folder.resolve("none.properties");

        assertThatThrownBy(() -> OptionReader.read(Optional.of(file), Map.of()))
                .hasMessageContaining("none.properties")
                .hasMessageContaining("a file that exists");
    }

    @Test
    void hasAKeyATypeADefaultAndAMeaningForEveryOption() {
        assertThat(OptionCatalogue.all()).hasSizeGreaterThan(30).allSatisfy(entry -> {
            assertThat(entry.key()).matches("segue(\\.[a-z-]+)+");
            assertThat(entry.type()).isIn("boolean", "duration", "integer", "number", "text");
            assertThat(entry.description()).hasSizeGreaterThan(10).endsWith(".");
        });
    }
}
