package io.segue.state.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.recommendation.RecommendedItem;
import io.segue.state.recommendation.Source;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecommendationJsonTest {
    private static final long NOW = 1_795_342_530_000L;

    static final List<Recommendation> RECOMMENDATIONS = List.of(
            answer(List.of(), "nothing is popular yet"),
            answer(
                    List.of(
                            new RecommendedItem("hat", 1, 7.25, Source.GRU, List.of("scarf", "glove")),
                            new RecommendedItem("商品 😀", 2, -1e-300, Source.POPULARITY, List.of())),
                    "\"quoted\", größer, and\na second line"));

    @ParameterizedTest
    @FieldSource("RECOMMENDATIONS")
    void readsWhatItWrote(Recommendation recommendation) throws Exception {
        byte[] written = RecommendationJson.write(recommendation);

        assertThat(RecommendationJson.read(written, recommendation.publishedAtMs()))
                .isEqualTo(recommendation);
    }

    @ParameterizedTest
    @FieldSource("RECOMMENDATIONS")
    void writesWhatTheSchemaSays(Recommendation recommendation) throws Exception {
        String written = new String(RecommendationJson.write(recommendation), UTF_8);

        assertThat(SchemaDocs.faults("recommendation", written)).isEmpty();
    }

    @Test
    void writesItsFieldsInTheOrderOfTheContract() {
        assertThat(new String(RecommendationJson.write(RECOMMENDATIONS.get(0)), UTF_8))
                .isEqualTo("{\"recommendationId\":\"9a137d32b6aff63ed2b0dabb2caaeed8\",\"userId\":\"u1\","
                        + "\"sessionId\":\"s1\",\"triggerEventId\":\"e1\",\"eventTime\":1795342530000,"
                        + "\"generatedAt\":1795342530042,\"model\":{\"version\":\"v1\",\"variant\":\"champion\"},"
                        + "\"items\":[],\"reason\":\"nothing is popular yet\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "not json",
                "{\"recommendationId\": \"00\"}",
                "{\"recommendationId\": 1, \"items\": []}",
                "{\"recommendationId\": \"00\", \"items\": [{\"itemId\": \"hat\", \"rank\": 1, \"source\": \"magic\"}]}",
                "{\"recommendationId\": \"00\", \"items\": [{\"itemId\": \"hat\", \"rank\": 0, \"source\": \"gru\"}]}",
            })
    void refusesWhatIsNotARecommendation(String value) {
        assertThatThrownBy(() -> RecommendationJson.read(value.getBytes(UTF_8), NOW))
                .isInstanceOf(IOException.class);
    }

    private static Recommendation answer(List<RecommendedItem> items, String reason) {
        Interaction trigger = new Interaction("e1", "u1", "hat", InteractionType.CLICK, NOW, "", NOW + 2);
        return Recommendation.answering(
                trigger, "s1", NOW + 42, new ModelVersion("v1", ModelVersion.CHAMPION), items, reason);
    }
}
