package io.segue.operators.scoring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.operators.model.ServingSettings;
import io.segue.state.settings.InvalidOptionException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ScorerSettingsTest {
    private static final ScorerSettings VALID = Scorers.with().settings();

    @Test
    void refusesNoOrTooManyProposals() {
        assertRefused(
                () -> new ScorerSettings(VALID.session(), VALID.serving(), VALID.bundle(), 0, 3, true),
                "segue.rank.proposals is 0");
        assertRefused(
                () -> new ScorerSettings(VALID.session(), VALID.serving(), VALID.bundle(), 1_001, 3, true),
                "segue.rank.proposals is 1001");
    }

    @Test
    void refusesTransitionsFromNowhere() {
        assertRefused(
                () -> new ScorerSettings(VALID.session(), VALID.serving(), VALID.bundle(), 100, 0, true),
                "segue.live.successors.distance is 0");
    }

    @Test
    void refusesANamelessModel() {
        assertRefused(() -> serving(" ", Duration.ofDays(1), 100), "segue.model.name is ' '");
    }

    @Test
    void refusesToForgetUsersAtOnce() {
        assertRefused(() -> serving("shop", Duration.ZERO, 100), "segue.user.ttl is PT0S");
    }

    @Test
    void refusesToKnowNoItem() {
        assertRefused(() -> serving("shop", Duration.ofDays(1), 0), "segue.live.items.max is 0");
    }

    private static ServingSettings serving(String modelName, Duration userTtl, int itemsMax) {
        return new ServingSettings(modelName, userTtl, itemsMax, 0.05, 0.05);
    }

    private static void assertRefused(ThrowingCallable attempt, String message) {
        assertThatThrownBy(attempt).isInstanceOf(InvalidOptionException.class).hasMessageContaining(message);
    }
}
