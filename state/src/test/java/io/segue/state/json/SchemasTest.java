package io.segue.state.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.recommendation.Source;
import io.segue.state.release.ReleaseState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SchemasTest {
    static final List<String> RECORDS = SchemaDocs.RECORDS;

    @ParameterizedTest
    @FieldSource("RECORDS")
    void sayTheSameOfEveryFieldAsThePage(String record) throws Exception {
        assertThat(SchemaDocs.fieldsOfPage(record)).isEqualTo(SchemaDocs.fieldsOfSchema(record));
    }

    @ParameterizedTest
    @FieldSource("RECORDS")
    void allowUnknownFields(String record) throws Exception {
        for (JsonNode schema : SchemaDocs.schema(record).findParents("properties")) {
            assertThat(schema.path("additionalProperties").asBoolean(true)).isTrue();
        }
    }

    @ParameterizedTest
    @FieldSource("RECORDS")
    void describeThemselvesAndEveryField(String record) throws Exception {
        JsonNode schema = SchemaDocs.schema(record);

        assertThat(schema.path("title").asText()).isNotBlank();
        assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        for (JsonNode properties : schema.findValues("properties")) {
            properties
                    .properties()
                    .forEach(property -> assertThat(
                                    property.getValue().path("description").asText())
                            .as(property.getKey())
                            .isNotBlank());
        }
    }

    @Test
    void haveTheLimitsOfTheParser() throws Exception {
        for (String record : List.of("event", "item", "release")) {
            for (JsonNode id : SchemaDocs.schema(record).findParents("maxLength")) {
                assertThat(id.path("maxLength").asInt()).isEqualTo(RecordLimits.ID_CHARS_MAX);
            }
        }
        assertThat(SchemaDocs.schema("event").findValue("minimum").asLong())
                .isEqualTo(RecordLimits.EARLIEST_TIMESTAMP_MS);
    }

    @Test
    void listEveryErrorOfADeadLetter() throws Exception {
        assertThat(texts(SchemaDocs.schema("dead-letter").at("/properties/segue-error/enum")))
                .containsExactlyElementsOf(Arrays.stream(DeadLetterError.values())
                        .map(DeadLetterError::code)
                        .toList());
    }

    @Test
    void listEveryStateOfARelease() throws Exception {
        assertThat(texts(SchemaDocs.schema("release").at("/properties/state/enum")))
                .containsExactlyElementsOf(Arrays.stream(ReleaseState.values())
                        .map(ReleaseState::code)
                        .toList());
    }

    @Test
    void nameEverySourceAsAnExample() throws Exception {
        assertThat(texts(SchemaDocs.schema("recommendation").at("/properties/items/items/properties/source/examples")))
                .containsExactlyElementsOf(
                        Arrays.stream(Source.values()).map(Source::code).toList());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
