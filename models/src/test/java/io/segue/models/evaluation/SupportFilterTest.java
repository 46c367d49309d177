package io.segue.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SupportFilterTest {
    private final SupportFilter filter = new SupportFilter(2, 2);

    @Test
    void goesOnUntilNothingIsRareAndNothingIsShort() {
        // Without rare "odd" s3 is short; without s3 "hat" is rare; without "hat" s2 is short; without s2 so is "lamp".
        List<LoggedSession> left = filter.apply(new Logs()
                .session("s1", 0, "boots", "scarf", "boots", "scarf", "lamp")
                .session("s2", 10, "hat", "lamp")
                .session("s3", 20, "odd", "hat")
                .sessions());

        assertThat(left).extracting(Logs::itemIds).containsExactly(List.of("boots", "scarf", "boots", "scarf"));
    }

    @Test
    void makesOneOfVisitsThatBecomeNeighboursWhenARareItemBetweenThemGoes() {
        List<LoggedSession> left = filter.apply(new Logs()
                .session("s1", 0, "boots", "odd", "boots", "scarf")
                .session("s2", 10, "boots", "scarf")
                .sessions());

        assertThat(left)
                .extracting(Logs::itemIds)
                .containsExactly(List.of("boots", "scarf"), List.of("boots", "scarf"));
    }

    @Test
    void countsTheEventsThatAreLeftNotThoseOfRepeats() {
        List<LoggedSession> left = filter.apply(new Logs()
                .session("s1", 0, "odd", "odd", "odd", "boots", "scarf")
                .session("s2", 10, "boots", "scarf")
                .sessions());

        assertThat(SupportFilter.support(left)).containsOnlyKeys("boots", "scarf");
    }

    @Test
    void mayLeaveNothing() {
        assertThat(filter.apply(new Logs().session("s1", 0, "boots", "hat").sessions()))
                .isEmpty();
    }
}
