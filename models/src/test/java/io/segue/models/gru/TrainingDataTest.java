package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrainingDataTest {
    private static final GruSettings SETTINGS = GruSettings.DEFAULT.withVocabulary(2, 3);

    @Test
    void ordersItemsByCountThenId() {
        TrainingData data = TrainingData.of(
                List.of(Fixtures.views(0, "b", "a", "c", "a"), Fixtures.views(0, "a", "b", "rare")), SETTINGS);

        assertThat(data.vocabulary().itemIds()).containsExactly("a", "b");
        assertThat(data.itemCounts()).containsExactly(3, 2);
    }

    @Test
    void learnsNeitherRepeatsNorRareItems() {
        TrainingData data = TrainingData.of(List.of(Fixtures.views(0, "a", "a", "rare", "b", "b", "rarer")), SETTINGS);

        // a -> a and a -> rare move the hidden vector only; what follows rare -> b teaches nothing.
        assertThat(data.windowsCount()).isEqualTo(1);
        assertThat(data.windowLength(0)).isEqualTo(3);
        assertThat(List.of(data.targetRow(0), data.targetRow(1), data.targetRow(2)))
                .containsExactly(TrainingData.NO_TARGET, TrainingData.NO_TARGET, 1);
        assertThat(data.inputRow(2)).as("a rare item is read as its bucket").isBetween(2, 4);
        assertThat(data.examplesCount()).isEqualTo(1);
    }

    @Test
    void cutsLongSessions() {
        GruSettings settings = new GruSettings(4, 1, 8, 2, 10, 0.5, 0.1, 0, 1, 1, 42);
        TrainingData data = TrainingData.of(List.of(Fixtures.views(0, "a", "b", "c", "a", "b", "c")), settings);

        assertThat(data.windowsCount()).isEqualTo(3);
        assertThat(List.of(data.windowLength(0), data.windowLength(1), data.windowLength(2)))
                .containsExactly(2, 2, 1);
        assertThat(data.examplesCount()).isEqualTo(5);
    }

    @Test
    void putsTheLongestSessionsOfABatchFirst() {
        TrainingData data = TrainingData.of(
                List.of(
                        Fixtures.views(0, "a", "b"),
                        Fixtures.views(0, "b", "a", "b", "a"),
                        Fixtures.views(0, "a", "b", "a")),
                SETTINGS);

        TrainingBatch batch =
                new TrainingBatch.Maker(data, new GruShape(2, 2, 3), SETTINGS).make(0, 3, new SplittableRandom(1));

        assertThat(batch.roundRows()).containsExactly(3, 2, 1);
        assertThat(batch.examplesCount()).isEqualTo(6);
    }

    @Test
    void saysWhatThereIsTooLittleOf() {
        assertThatThrownBy(() -> TrainingData.of(List.of(Fixtures.views(0, "a", "b", "c")), SETTINGS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("too little to learn from: 1 sessions, 3 items, 0 of them with at least 2 interactions, "
                        + "0 changes to such an item; at least 2 of the items and one change are needed");
        assertThatThrownBy(() -> TrainingData.of(List.of(), SETTINGS)).hasMessageContaining("0 sessions");
    }
}
