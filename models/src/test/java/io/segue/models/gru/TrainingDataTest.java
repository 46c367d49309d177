package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingDataTest {
    private static final GruSettings SETTINGS = GruSettings.PLAIN.withVocabulary(new GruSettings.Vocabulary(2, 3));

    private static TrainingData of(GruSettings settings, SessionTail... sessions) {
        return TrainingData.of(Fixtures.ofStrangers(List.of(sessions)), ItemCatalogue.EMPTY, settings);
    }

    @Test
    void ordersItemsByCountThenId() {
        TrainingData data = of(SETTINGS, Fixtures.views(0, "b", "a", "c", "a"), Fixtures.views(0, "a", "b", "rare"));

        assertThat(data.items().vocabulary().itemIds()).containsExactly("a", "b");
        assertThat(data.itemCounts()).containsExactly(3, 2);
    }

    @Test
    void learnsNeitherRepeatsNorRareItems() {
        TrainingData data = of(SETTINGS, Fixtures.views(0, "a", "a", "rare", "b", "b", "rarer"));

        // a -> a and a -> rare move the hidden vector only; what follows rare -> b teaches nothing.
        assertThat(data.windowsCount()).isEqualTo(1);
        assertThat(data.windowLength(0)).isEqualTo(3);
        assertThat(List.of(
                        data.input(0).targetRow(),
                        data.input(1).targetRow(),
                        data.input(2).targetRow()))
                .containsExactly(TrainingData.NO_TARGET, TrainingData.NO_TARGET, 1);
        assertThat(data.input(2).row()).as("a rare item is read as its bucket").isBetween(2, 4);
        assertThat(data.examplesCount()).isEqualTo(1);
    }

    @Test
    void readsARareItemAsItsContentWhereThatIsKnown() {
        ItemCatalogue catalogue = new ItemCatalogue(Map.of("rare", new ItemContent("tea", "", 0, "")));
        GruSettings settings = SETTINGS.withContent(new GruSettings.Content(1, 2, 0));

        TrainingData data = TrainingData.of(
                Fixtures.ofStrangers(List.of(Fixtures.views(0, "a", "b", "rare", "a", "b"))), catalogue, settings);

        int behindTheBuckets = 2 + 3;
        assertThat(data.input(2).row()).isEqualTo(behindTheBuckets);
        assertThat(data.contents()).hasSize(behindTheBuckets + 1);
        assertThat(data.contents().get(behindTheBuckets).isEmpty()).isFalse();
        assertThat(data.items().catalogue().itemIds())
                .as("rare items are not kept")
                .isEmpty();
    }

    @Test
    void knowsWhichOfItsOwnItemsASessionMayComeBackTo() {
        TrainingData data = of(
                SETTINGS.withCopy(new GruSettings.Copy(3, 0)),
                Fixtures.views(0, "a", "b", "a", "rare", "c", "b", "c", "a"));

        // After a, b, a, rare, c: rare has no row, a is two before, b three.
        List<TrainingData.Copied> copied = data.input(4).copied();
        assertThat(copied)
                .extracting(own -> data.items().vocabulary().itemId(own.row()))
                .containsExactly("a", "b");
        assertThat(copied).extracting(own -> own.item().distance()).containsExactly(1, 2);
        assertThat(data.input(6).copied())
                .as("after a, rare, c, b, c: the item just seen is none of them")
                .extracting(own -> data.items().vocabulary().itemId(own.row()))
                .containsExactly("b");
    }

    @Test
    void cutsLongSessions() {
        GruSettings settings = SETTINGS.withVocabulary(new GruSettings.Vocabulary(1, 1))
                .withBatches(new GruSettings.Batches(BatchKind.WHOLE_SESSIONS, 8, 2, 10, 0.5));

        TrainingData data = of(settings, Fixtures.views(0, "a", "b", "c", "a", "b", "c"));

        assertThat(data.windowsCount()).isEqualTo(3);
        assertThat(List.of(data.windowLength(0), data.windowLength(1), data.windowLength(2)))
                .containsExactly(2, 2, 1);
        assertThat(data.examplesCount()).isEqualTo(5);
    }

    @Test
    void putsTheLongestSessionsOfABatchFirst() {
        TrainingData data = of(
                SETTINGS,
                Fixtures.views(0, "a", "b"),
                Fixtures.views(0, "b", "a", "b", "a"),
                Fixtures.views(0, "a", "b", "a"));

        assertThat(SessionBatches.of(data, 0, 3).roundRows()).containsExactly(3, 2, 1);
        assertThat(SessionBatches.of(data, 0, 3).inputs()).containsExactly(1, 4, 0, 2, 5, 3);
    }

    @Test
    void saysWhatThereIsTooLittleOf() {
        assertThatThrownBy(() -> of(SETTINGS, Fixtures.views(0, "a", "b", "c")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("too little to learn from: 1 sessions, 3 items, 0 of them with at least 2 interactions, "
                        + "0 changes to such an item; at least 2 of the items and one change are needed");
        assertThatThrownBy(() -> of(SETTINGS)).hasMessageContaining("0 sessions");
    }

    @Test
    void knowsForAMemoryWhichSessionOfItsUserCameBefore() {
        GruSettings settings = SETTINGS.withNetwork(SETTINGS.network().withMemory(true));
        List<UserSession> sessions = List.of(
                new UserSession("ann", "s1", Fixtures.views(0, "a", "b")),
                new UserSession("bob", "s2", Fixtures.views(1, "b", "a")),
                new UserSession("ann", "s3", Fixtures.views(1_000, "a", "b", "a")),
                new UserSession("ann", "s4", Fixtures.views(900_000, "b", "a")),
                new UserSession("bob", "s5", Fixtures.views(950_000, "a", "b")));

        TrainingData data = TrainingData.of(sessions, ItemCatalogue.EMPTY, settings);

        assertThat(data.windowsCount()).isEqualTo(5);
        assertThat(data.windowLength(2))
                .as("the last event leaves something behind")
                .isEqualTo(3);
        assertThat(data.input(data.windowStart(2) + 2).hasTarget()).isFalse();
        assertThat(data.examplesCount()).isEqualTo(6);
        int[] before = IntStream.range(0, 5).map(data::windowBefore).toArray();
        assertThat(before)
                .as("ann's second session began before her first was over")
                .containsExactly(TrainingData.NO_WINDOW, TrainingData.NO_WINDOW, TrainingData.NO_WINDOW, 2, 1);
    }

    @Test
    void takesNoTargetTwiceOfASessionThatGoesOn() {
        TrainingData all = of(SETTINGS, Fixtures.views(0, "a", "b", "a", "b"));
        TrainingData data = new TrainingData(
                SETTINGS, all.items(), all.itemCounts(), all.items().contents());

        data.add(Fixtures.views(0, "a", "b", "a", "b"), 0, 2, ItemCatalogue.EMPTY::of);

        assertThat(data.windowsCount()).isEqualTo(1);
        assertThat(IntStream.range(0, 3).mapToObj(i -> data.input(i).targetRow()))
                .as("b was learned, a and b are new")
                .containsExactly(
                        TrainingData.NO_TARGET,
                        all.input(1).targetRow(),
                        all.input(2).targetRow());
        assertThat(data.examplesCount()).isEqualTo(2);
    }
}
