package io.segue.state.release;

import static io.segue.state.release.Versions.SHOP;
import static io.segue.state.release.Versions.candidate;
import static io.segue.state.release.Versions.champion;
import static io.segue.state.release.Versions.history;
import static io.segue.state.release.Versions.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuccessionTest {
    @Test
    void makesAVersionThatNobodyKnewTheFirstChampion() throws Exception {
        List<Release> records = Succession.promote(history(), candidate("v1"), "better than popularity");

        assertThat(records).containsExactly(candidate("v1").in(ReleaseState.CHAMPION, "better than popularity"));
    }

    @Test
    void namesTheNewChampionBeforeItMarksTheOldOne() throws Exception {
        List<Release> records = Succession.promote(history(champion("v1")), candidate("v2"), "better");

        assertThat(told(records)).containsExactly("v2 champion", "v1 retired");
        assertThat(records.get(1).supersededBy()).isEqualTo("v2");
        assertThat(records.get(1).reason()).isEqualTo("superseded by v2");
    }

    @Test
    void marksWhatAPromotionThatWasCutOffLeftUnmarked() throws Exception {
        List<Release> records = Succession.promote(history(champion("v1"), champion("v2")), candidate("v3"), "better");

        assertThat(told(records)).containsExactly("v3 champion", "v1 retired", "v2 retired");
    }

    @Test
    void promotesAVersionThatRetired() throws Exception {
        Release retired = champion("v1").in(ReleaseState.RETIRED, "by hand");

        List<Release> records = Succession.promote(history(retired), retired, "by hand");

        assertThat(told(records)).containsExactly("v1 champion");
    }

    @Test
    void refusesToPromoteARejectedVersion() {
        Release rejected = candidate("v1").in(ReleaseState.REJECTED, "not better");

        assertThatThrownBy(() -> Succession.promote(history(rejected), candidate("v1"), "by hand"))
                .isInstanceOf(ReleaseRefusedException.class)
                .hasMessage("version v1 of model shop is rejected (not better); it stays out, release a new version");
    }

    @Test
    void rollsBackAsFarAsThereAreChampionsAndNeverToOneThatWasRolledBack() throws Exception {
        ReleaseHistory history = new ReleaseHistory();
        for (String version : List.of("v1", "v2", "v3")) {
            Succession.promote(history, candidate(version), "better").forEach(history::add);
        }

        List<Release> first = Succession.rollBack(history, SHOP, "worse than popularity");
        first.forEach(history::add);
        assertThat(told(first)).containsExactly("v3 rejected", "v2 champion");
        assertThat(first.get(0).reason()).isEqualTo("rolled back: worse than popularity");
        assertThat(first.get(1).reason()).isEqualTo("champion again by a rollback: worse than popularity");
        assertThat(first.get(1).supersededBy()).isEmpty();

        List<Release> second = Succession.rollBack(history, SHOP, "worse");
        second.forEach(history::add);
        assertThat(told(second)).containsExactly("v2 rejected", "v1 champion");

        assertThatThrownBy(() -> Succession.rollBack(history, SHOP, "worse"))
                .isInstanceOf(ReleaseRefusedException.class)
                .hasMessage("version v1 of model shop has no champion before it to go back to;"
                        + " retire it, and what is counted live answers");
        assertThatThrownBy(() -> Succession.promote(history, candidate("v3"), "better"))
                .hasMessageContaining("rolled back: worse than popularity");
    }

    @Test
    void doesNotRollBackToAVersionThatWasRetiredByHand() throws Exception {
        ReleaseHistory history = history(champion("v1"));
        Succession.promote(history, candidate("v2"), "better").forEach(history::add);
        Succession.promote(history, candidate("v3"), "better").forEach(history::add);
        history.add(Succession.retire(history.find(SHOP, "v2").orElseThrow(), "its data was wrong"));

        assertThat(told(Succession.rollBack(history, SHOP, "worse"))).containsExactly("v3 rejected", "v1 champion");
    }

    @Test
    void endsARollbackThatWasCutOffAfterItsMark() throws Exception {
        ReleaseHistory history = history(champion("v1"));
        Succession.promote(history, candidate("v2"), "better").forEach(history::add);
        history.add(Succession.rollBack(history, SHOP, "worse").get(0));
        assertThat(history.champion(SHOP)).isEmpty();

        assertThat(told(Succession.rollBack(history, SHOP, "worse"))).containsExactly("v1 champion");
    }

    @Test
    void refusesToRollBackWhereNothingWasEverChampion() {
        assertThatThrownBy(() -> Succession.rollBack(history(candidate("v1")), SHOP, "worse"))
                .isInstanceOf(ReleaseRefusedException.class)
                .hasMessageStartingWith("model shop has no champion before it to go back to");
    }

    @Test
    void keepsARejectedVersionRejected() {
        Release rejected = candidate("v1").in(ReleaseState.REJECTED, "");

        assertThatThrownBy(() -> Succession.retire(rejected, "by hand"))
                .isInstanceOf(ReleaseRefusedException.class)
                .hasMessage("version v1 of model shop is rejected");
    }
}
