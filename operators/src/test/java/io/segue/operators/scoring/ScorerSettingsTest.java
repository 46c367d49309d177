package io.segue.operators.scoring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.settings.InvalidOptionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScorerSettingsTest {
    private static final ScorerSettings VALID = Scorers.with().settings();

    @Test
    void refusesAnEmptyList() {
        assertRefused(0, "shop", Duration.ofDays(1), 100, "segue.recommendation.items is 0");
    }

    @Test
    void refusesANamelessModel() {
        assertRefused(20, " ", Duration.ofDays(1), 100, "segue.model.name is ' '");
    }

    @Test
    void refusesToForgetUsersAtOnce() {
        assertRefused(20, "shop", Duration.ZERO, 100, "segue.user.ttl is PT0S");
    }

    @Test
    void refusesFewerPopularItemsThanAListHolds() {
        assertRefused(20, "shop", Duration.ofDays(1), 19, "segue.popularity.items.max is 19");
    }

    private static void assertRefused(
            int listLength, String modelName, Duration userTtl, int popularItemsMax, String message) {
        assertThatThrownBy(() -> new ScorerSettings(
                        VALID.session(), VALID.bundle(), listLength, modelName, userTtl, popularItemsMax))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(message);
    }
}
