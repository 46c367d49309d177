package io.segue.state.release;

import static io.segue.state.release.Versions.SHOP;
import static io.segue.state.release.Versions.candidate;
import static io.segue.state.release.Versions.champion;
import static io.segue.state.release.Versions.history;
import static io.segue.state.release.Versions.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseHistoryTest {
    @Test
    void knowsNothingOfAModelWithoutReleases() {
        ReleaseHistory history = history();

        assertThat(history.names()).isEmpty();
        assertThat(history.versions(SHOP)).isEmpty();
        assertThat(history.champion(SHOP)).isEmpty();
        assertThat(history.previousChampion(SHOP)).isEmpty();
    }

    @Test
    void keepsTheNewestRecordOfEveryVersionInTheOrderOfTheirTopic() {
        ReleaseHistory history = history(candidate("v1"), candidate("v2"), champion("v1"));

        assertThat(told(history.versions(SHOP))).containsExactly("v2 candidate", "v1 champion");
    }

    @Test
    void takesTheVersionThatWasMadeChampionLastForTheChampion() {
        ReleaseHistory history = history(champion("v1"), champion("v2"), candidate("v3"));

        assertThat(history.champion(SHOP)).contains(champion("v2"));
        assertThat(history.previousChampion(SHOP))
                .as("as older topics have it, without a mark")
                .contains(champion("v1"));
    }

    @Test
    void hasNoChampionWhenThePresentOneRetires() {
        Release retired = champion("v2").in(ReleaseState.RETIRED, "by hand");

        assertThat(history(champion("v1"), champion("v2"), retired).champion(SHOP))
                .isEmpty();
        assertThat(history(champion("v2"), retired).previousChampion(SHOP))
                .as("nobody took its place")
                .isEmpty();
    }

    @Test
    void keepsARejectedVersionOutWhateverIsSaidOfItLater() {
        Release rejected = champion("v2").in(ReleaseState.REJECTED, "rolled back");
        ReleaseHistory history = history(
                champion("v1"),
                champion("v2"),
                rejected,
                champion("v2"),
                champion("v2").supersededBy(champion("v3")));

        assertThat(history.find(SHOP, "v2")).contains(rejected);
        assertThat(history.champion(SHOP)).isEmpty();
        assertThat(history.previousChampion(SHOP)).contains(champion("v1"));
    }

    @Test
    void givesTheNewestVersionsOfAKindInTheirOrder() {
        Release rejected = champion("v2").in(ReleaseState.REJECTED, "rolled back");
        ReleaseHistory history = history(
                champion("v0"), champion("v1"), champion("v2"), champion("v1").supersededBy(champion("v2")), rejected);

        assertThat(told(history.newest(SHOP, Release::hasServed, 5))).containsExactly("v0 champion", "v1 retired");
        assertThat(told(history.newest(SHOP, Release::hasServed, 1))).containsExactly("v1 retired");
        assertThat(history.isRejected(SHOP, "v2")).isTrue();
        assertThat(history.isRejected(SHOP, "v1")).isFalse();
        assertThat(ReleaseHistory.of(history.versions(SHOP)).versions(SHOP)).isEqualTo(history.versions(SHOP));
    }

    @Test
    void tellsModelsApart() {
        ReleaseHistory history = history(champion("v1"), Versions.of("bakery", "v1", ReleaseState.REJECTED));

        assertThat(history.names()).containsExactly("bakery", "shop");
        assertThat(history.champion(SHOP)).contains(champion("v1"));
        assertThat(history.champion("bakery")).isEmpty();
    }

    @Test
    void saysTheSameOfACompactedTopic() throws Exception {
        ReleaseHistory history = new ReleaseHistory();
        List.of(champion("v1")).forEach(history::add);
        Succession.promote(history, candidate("v2"), "better").forEach(history::add);
        Succession.promote(history, candidate("v3"), "better").forEach(history::add);
        Succession.rollBack(history, SHOP, "worse").forEach(history::add);

        ReleaseHistory compacted = history(history.versions(SHOP).toArray(Release[]::new));

        assertThat(compacted.versions(SHOP)).isEqualTo(history.versions(SHOP));
        assertThat(compacted.champion(SHOP)).isEqualTo(history.champion(SHOP));
        assertThat(compacted.previousChampion(SHOP)).isEqualTo(history.previousChampion(SHOP));
    }
}
