package io.segue.state.session;

import static io.segue.state.session.Events.SETTINGS;
import static io.segue.state.session.Events.after;
import static io.segue.state.session.Events.click;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserStateTest {
    @Test
    void keepsTheHiddenVectorUntilTheNextAnswer() {
        HiddenState hidden = new HiddenState("v1", new float[] {0.5f});
        UserState answered = after(SETTINGS, click("hat", 0)).answered(hidden);

        UserState next = new SessionRules(SETTINGS)
                .apply(answered, click("scarf", 1), Events.NO_WATERMARK)
                .after();

        assertThat(next.hidden()).isEqualTo(hidden);
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
