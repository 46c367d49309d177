package io.segue.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.log.LoggedEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class GivenSplitTest {
    @Test
    void takesBothLogsAsTheyAreButForItemsThatTheFirstLacks() {
        Split split = GivenSplit.of(
                new Logs().crowd(0, "boots", "hat").session("rare", 1, "rare").inTimeOrder(),
                new Logs()
                        .session("t1", 100, "boots", "new", "rare", "rare")
                        .session("t2", 200, "boots", "new")
                        .inTimeOrder(),
                Logs.GAP);

        assertThat(split.train().sessions()).hasSize(Split.TRAIN_SESSIONS_MIN + 1);
        assertThat(split.train().catalogue().itemIds()).containsExactlyInAnyOrder("boots", "hat", "rare");
        assertThat(split.test())
                .extracting(test -> Logs.itemIds(test.session()))
                .containsExactly(List.of("boots", "rare", "rare"));
    }

    @Test
    void letsAnItemFollowItselfWhereItDoesInTheTrainingLog() {
        List<LoggedEvent> test = new Logs().session("t", 100, "boots", "hat").inTimeOrder();

        Split without = GivenSplit.of(new Logs().crowd(0, "boots", "hat").inTimeOrder(), test, Logs.GAP);
        Split with = GivenSplit.of(new Logs().crowd(0, "boots", "hat", "hat").inTimeOrder(), test, Logs.GAP);

        assertThat(without.train().repeatsCollapsed()).isTrue();
        assertThat(with.train().repeatsCollapsed()).isFalse();
    }

    @Test
    void saysThatTheTestHasNothingThatIsKnown() {
        assertThatThrownBy(() -> GivenSplit.of(
                        new Logs().crowd(0, "boots", "hat").inTimeOrder(),
                        new Logs().session("t", 100, "new", "newer").inTimeOrder(),
                        Logs.GAP))
                .isInstanceOf(TooLittleDataException.class)
                .hasMessageContaining("of 102 events, the given split leaves 50 sessions");
    }
}
