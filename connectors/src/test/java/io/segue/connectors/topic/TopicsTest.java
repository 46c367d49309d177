package io.segue.connectors.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.interaction.InteractionType;
import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void hasTheNamesOfTheContract() {
        assertThat(Topics.DEFAULT.all())
                .containsExactly(
                        "segue.clicks",
                        "segue.views",
                        "segue.purchases",
                        "segue.items",
                        "segue.recommendations",
                        "segue.dead-letters",
                        "segue.models",
                        "segue.metrics",
                        "segue.forget");
    }

    @Test
    void knowsTheTypeOfEachEventTopicAndTheTopicOfEachType() {
        Topics topics = Topics.withPrefix("shop-");
        assertThat(topics.events()).containsExactly("shop-clicks", "shop-views", "shop-purchases");
        for (InteractionType type : InteractionType.values()) {
            assertThat(topics.typeOf(topics.topicOf(type))).isEqualTo(type);
        }
    }

    @Test
    void refusesATopicThatCarriesNoEvents() {
        assertThatThrownBy(() -> Topics.DEFAULT.typeOf("segue.items"))
                .hasMessage("'segue.items' is not an event topic; those are"
                        + " [segue.clicks, segue.views, segue.purchases]");
    }

    @Test
    void refusesANameThatKafkaWouldRefuse() {
        assertThatThrownBy(() -> Topics.withPrefix("my shop ")).hasMessageContaining("'my shop clicks'");
    }

    @Test
    void refusesOneNameForTwoTopics() {
        assertThatThrownBy(() -> new Topics("a", "a", "c", "d", "e", "f", "g", "h", "i"))
                .hasMessageContaining("nine different names");
    }
}
