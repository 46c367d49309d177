package io.segue.state.session;

import static io.segue.state.session.Events.SETTINGS;
import static io.segue.state.session.Events.after;
import static io.segue.state.session.Events.click;
import static io.segue.state.session.Events.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.recommendation.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserStateTest {
    @Test
    void remembersOnlyPurchasesAsBought() {
        assertThat(after(SETTINGS, click("hat", 0), purchase("scarf", 1)).boughtItemIds())
                .containsExactly("scarf");
    }

    @Test
    void forgetsTheOldestBoughtItemOverTheLimit() {
        assertThat(after(SETTINGS, purchase("hat", 0), purchase("scarf", 1), purchase("glove", 2))
                        .boughtItemIds())
                .containsExactly("scarf", "glove");
    }

    @Test
    void movesAnItemBoughtAgainToTheEnd() {
        assertThat(after(SETTINGS, purchase("hat", 0), purchase("scarf", 1), purchase("hat", 2))
                        .boughtItemIds())
                .containsExactly("scarf", "hat");
    }

    @Test
    void remembersNoPurchasesWhenTheLimitIsZero() {
        SessionSettings settings = new SessionSettings(Events.GAP, 3, 100, 3, 0, Events.LATENESS);

        assertThat(after(settings, purchase("hat", 0)).boughtItemIds()).isEmpty();
    }

    @Test
    void keepsHiddenVectorAndServedListUntilTheNextAnswer() {
        HiddenState hidden = new HiddenState("v1", new float[] {0.5f});
        ServedList served = new ServedList(List.of("scarf"), Source.GRU);
        UserState answered = after(SETTINGS, click("hat", 0)).answered(hidden, served);

        UserState next = new SessionRules(SETTINGS)
                .apply(answered, click("scarf", 1), Events.NO_WATERMARK)
                .after();

        assertThat(next.hidden()).isEqualTo(hidden);
        assertThat(next.served()).isEqualTo(served);
    }

    @Test
    void letsOnlyTheModelThatMadeAHiddenVectorReadIt() {
        HiddenState hidden = new HiddenState("v1", new float[] {0.5f});

        assertThat(hidden.isOf("v1")).isTrue();
        assertThat(hidden.isOf("v2")).isFalse();
        assertThat(HiddenState.NONE.isOf("")).as("none is of no model").isFalse();
    }

    @Test
    void comparesHiddenVectorsByValue() {
        assertThat(new HiddenState("v1", new float[] {0.5f}))
                .isEqualTo(new HiddenState("v1", new float[] {0.5f}))
                .hasSameHashCodeAs(new HiddenState("v1", new float[] {0.5f}))
                .isNotEqualTo(new HiddenState("v2", new float[] {0.5f}))
                .isNotEqualTo(new HiddenState("v1", new float[] {0.25f}));
    }
}
