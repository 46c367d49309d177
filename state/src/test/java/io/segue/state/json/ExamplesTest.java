package io.segue.state.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.deadletter.Origin;
import io.segue.state.interaction.InteractionType;
import io.segue.state.json.SchemaDocs.Example;
import io.segue.state.release.ModelRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of {@code deploy/docs/event-schema.md} are what the schemas and the parsers say they are. */
class ExamplesTest {
    private static final long NOW = Instant.parse("2026-11-22T10:15:31Z").toEpochMilli();
    private static final Origin ORIGIN = new Origin("segue.clicks", 3, 90210, NOW);

    /** The clock is beyond a schema, and so are faults of JSON itself. */
    private static final Set<String> BEYOND_A_SCHEMA =
            Set.of(DeadLetterError.TIMESTAMP_IN_FUTURE.code(), DeadLetterError.TOO_LARGE.code());

    static List<Example> valid() throws IOException {
        return SchemaDocs.examples().stream().filter(Example::valid).toList();
    }

    static List<Example> invalid() throws IOException {
        return SchemaDocs.examples().stream()
                .filter(example -> !example.valid())
                .toList();
    }

    @ParameterizedTest
    @MethodSource
    void valid(Example example) throws Exception {
        assertThat(SchemaDocs.faults(example.record(), example.json())).isEmpty();

        parse(example);
    }

    @ParameterizedTest
    @MethodSource
    void invalid(Example example) throws Exception {
        InvalidRecordException fault = catchThrowableOfType(InvalidRecordException.class, () -> parse(example));

        assertThat(fault).as("the parser's opinion").isNotNull();
        assertThat(fault.error().code()).isEqualTo(example.error());
        if (!BEYOND_A_SCHEMA.contains(example.error())) {
            assertThat(SchemaDocs.faults(example.record(), example.json())).isNotEmpty();
        }
    }

    @Test
    void coverEveryRecordAndEveryErrorOfAnEventButItsSize() throws Exception {
        assertThat(valid().stream().map(Example::record).distinct())
                .containsExactlyInAnyOrderElementsOf(SchemaDocs.RECORDS);
        assertThat(invalid().stream()
                        .filter(example -> example.record().equals("event"))
                        .map(Example::error)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(DeadLetterError.values())
                        .filter(error -> error != DeadLetterError.TOO_LARGE)
                        .map(DeadLetterError::code)
                        .toList());
    }

    @Test
    void areAllFound() throws Exception {
        assertThat(SchemaDocs.examples())
                .hasSameSizeAs(SchemaDocs.page()
                        .lines()
                        .filter(line -> line.startsWith("```json"))
                        .toList());
    }

    @Test
    void nameEveryErrorInATable() throws Exception {
        for (DeadLetterError error : DeadLetterError.values()) {
            assertThat(SchemaDocs.page()).contains("| `" + error.code() + "` |");
        }
    }

    private static void parse(Example example) throws Exception {
        byte[] bytes = example.json().getBytes(UTF_8);
        RecordLimits limits = RecordLimits.DEFAULT;
        switch (example.record()) {
            case "event" -> new InteractionJson(limits).parse(bytes, InteractionType.CLICK, ORIGIN, NOW);
            case "item" -> new ItemJson(limits).parse(bytes);
            case "release", "delta", "withdrawal", "experiment" -> {
                ModelRecord said = new ModelRecordJson(limits).parse(bytes);
                assertThat(new ModelRecordJson(limits).parse(new ModelRecordJson(limits).write(said)))
                        .isEqualTo(said);
            }
            case "recommendation" -> {
                byte[] again = RecommendationJson.write(RecommendationJson.read(bytes, NOW));
                ObjectMapper mapper = new ObjectMapper();
                assertThat(mapper.readTree(again)).isEqualTo(mapper.readTree(bytes));
            }
            case "dead-letter", "quality" ->
                assertThat(SchemaDocs.faults(example.record(), example.json())).isEmpty();
            default -> throw new IllegalArgumentException(example + " is of no known record type");
        }
    }
}
