package io.segue.state.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.settings.InvalidOptionException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecommendationTest {
    private static final ModelVersion V1 = new ModelVersion("v1", ModelVersion.CHAMPION);

    @Test
    void hasTheSameIdForEveryReplay() {
        Recommendation first = Recommendation.answering(trigger("u1", "e1"), "s1", 1_000, V1, List.of(), "first");
        Recommendation replay =
                Recommendation.answering(trigger("u1", "e1"), "s1", 2_000, V1, List.of(hat()), "replayed");

        assertThat(replay.recommendationId()).isEqualTo(first.recommendationId());
    }

    @Test
    void hasAnIdThatNeverChangesBetweenVersions() {
        assertThat(idOf("u1", "e1", "v1", "champion"))
                .as("the first 16 bytes of sha256('u1\\ne1\\nchampion\\nv1')")
                .isEqualTo("9a137d32b6aff63ed2b0dabb2caaeed8");
    }

    @Test
    void hasAnotherIdForAnotherUserTriggerVariantOrVersion() {
        assertThat(List.of(
                        idOf("u1", "e1", "v1", "champion"),
                        idOf("u2", "e1", "v1", "champion"),
                        idOf("u1", "e2", "v1", "champion"),
                        idOf("u1", "e1", "v2", "champion"),
                        idOf("u1", "e1", "v1", "candidate"),
                        idOf("u1", "e1", "champion", "v1")))
                .doesNotHaveDuplicates();
    }

    @Test
    void takesTheFactsOfItsTrigger() {
        Recommendation answer = Recommendation.answering(trigger("u1", "e1"), "s1", 1_000, V1, List.of(hat()), "why");

        assertThat(answer)
                .isEqualTo(new Recommendation(
                        answer.recommendationId(), "u1", "s1", "e1", 900, 1_000, 950, V1, List.of(hat()), "why"));
    }

    @Test
    void doesNotChangeWithTheListItWasMadeFrom() {
        List<RecommendedItem> items = new ArrayList<>(List.of(hat()));
        Recommendation answer = Recommendation.answering(trigger("u1", "e1"), "s1", 1_000, V1, items, "why");

        items.clear();

        assertThat(answer.items()).containsExactly(hat());
    }

    @Test
    void ranksFromOne() {
        assertThatThrownBy(() -> new RecommendedItem("hat", 0, 1, Source.GRU, List.of()))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("rank is 0, but must be at least 1");
    }

    @Test
    void namesItsSourcesAsConsumersKnowThem() {
        assertThat(Source.GRU.code()).isEqualTo("gru");
        assertThat(Source.POPULARITY.code()).isEqualTo("popularity");
        assertThat(Source.ofCode("popularity")).isEqualTo(Source.POPULARITY);
    }

    @Test
    void numbersItsSourcesAsStateKnowsThem() {
        assertThat(Source.ofOrdinal(0)).isEqualTo(Source.GRU);
        assertThat(Source.ofOrdinal(1)).isEqualTo(Source.POPULARITY);
    }

    private static String idOf(String userId, String eventId, String version, String variant) {
        return Recommendation.answering(
                        trigger(userId, eventId), "s1", 1_000, new ModelVersion(version, variant), List.of(), "")
                .recommendationId();
    }

    private static Interaction trigger(String userId, String eventId) {
        return new Interaction(eventId, userId, "hat", InteractionType.CLICK, 900, "", 950);
    }

    private static RecommendedItem hat() {
        return new RecommendedItem("hat", 1, 0.5, Source.GRU, List.of());
    }
}
