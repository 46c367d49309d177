package io.segue.models.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segue.state.item.ItemContent;
import io.segue.state.item.ItemVector;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentVocabularyTest {
    private static final ItemContent TEA = new ItemContent("shop.tea.green", "leaf", 8, "Green Tea, 100 g tea");

    @Test
    void knowsEveryLevelOfACategoryAndTheCrosses() {
        ContentVocabulary vocabulary = ContentVocabulary.of(List.of(TEA), 1, 2);

        assertThat(vocabulary.values())
                .containsExactlyInAnyOrder(
                        "CATEGORY:shop",
                        "CATEGORY:shop.tea",
                        "CATEGORY:shop.tea.green",
                        "BRAND:leaf",
                        "PRICE:6",
                        "CATEGORY_BRAND:shop.tea.green|leaf",
                        "CATEGORY_PRICE:shop.tea.green|6",
                        "TITLE:green",
                        "TITLE:tea",
                        "TITLE:100",
                        "TITLE:g");
    }

    @Test
    void givesRowsOfUnitLengthWhoseTitleCountsAsOne() {
        ContentVocabulary vocabulary = ContentVocabulary.of(List.of(TEA), 1, 2);

        float[] weights = vocabulary.rows(TEA).weights();

        double squares = 0;
        for (float weight : weights) {
            squares += weight * weight;
        }
        assertThat(squares).isCloseTo(1, within(1e-6));
        assertThat(weights[weights.length - 1]).isCloseTo(weights[0] / 4, within(1e-6f));
    }

    @Test
    void sharesTheBucketsOfASlotAmongRareValues() {
        ContentVocabulary vocabulary = ContentVocabulary.of(
                List.of(new ItemContent("tea", "a", 0, ""), new ItemContent("tea", "b", 0, "")), 2, 4);

        assertThat(vocabulary.values()).containsExactly("CATEGORY:tea");
        assertThat(vocabulary.rowsCount()).isEqualTo(1 + 6 * 4);
        int[] rows =
                vocabulary.rows(new ItemContent("tea", "never heard of", 0, "")).rows();
        assertThat(rows[0]).isZero();
        assertThat(rows[1]).isBetween(1 + 4, 1 + 2 * 4 - 1);
    }

    @Test
    void saysNothingOfContentThatIsUnknownOrNotRead() {
        assertThat(ContentVocabulary.of(List.of(TEA), 1, 2)
                        .rows(ItemContent.UNKNOWN)
                        .isEmpty())
                .isTrue();
        assertThat(ContentVocabulary.NONE.rows(TEA).isEmpty()).isTrue();
        assertThat(ContentVocabulary.NONE.rowsCount()).isZero();
    }

    @Test
    void takesAVectorForOneValueWhateverItsLength() {
        ContentVocabulary vocabulary = new ContentVocabulary(List.of("BRAND:leaf"), 2, 3);

        ContentRows rows = vocabulary.rows(new ItemContent("", "leaf", 0, "", ItemVector.of(6, 0, -8)));

        int behindTheBuckets = 1 + ContentSlot.values().length * 2;
        assertThat(vocabulary.rowsCount()).isEqualTo(behindTheBuckets + 3);
        assertThat(rows.rows()).containsExactly(0, behindTheBuckets, behindTheBuckets + 1, behindTheBuckets + 2);
        float half = (float) Math.sqrt(0.5);
        assertThat(rows.weights()).containsExactly(new float[] {half, 0.6f * half, 0, -0.8f * half}, within(1e-6f));
    }

    @Test
    void readsVectorsOfTheLengthThatMostHave() {
        ContentVocabulary vocabulary = ContentVocabulary.of(
                List.of(
                        TEA,
                        TEA,
                        TEA,
                        TEA.withVector(ItemVector.of(1)),
                        TEA.withVector(ItemVector.of(1, 2)),
                        TEA.withVector(ItemVector.of(2, 1))),
                1,
                2);

        assertThat(vocabulary.vectorLength()).isEqualTo(2);
        assertThat(vocabulary.ignoresVectorOf(TEA)).isFalse();
        assertThat(vocabulary.ignoresVectorOf(TEA.withVector(ItemVector.of(7, 7))))
                .isFalse();
        ItemContent other = TEA.withVector(ItemVector.of(1));
        assertThat(vocabulary.ignoresVectorOf(other)).isTrue();
        assertThat(vocabulary.rows(other).rows()).isEqualTo(vocabulary.rows(TEA).rows());
        assertThat(vocabulary
                        .rows(ItemContent.UNKNOWN.withVector(ItemVector.of(0, 0)))
                        .isEmpty())
                .as("a vector without a direction says nothing")
                .isTrue();
    }

    @Test
    void refusesAValueThatComesTwice() {
        assertThatThrownBy(() -> new ContentVocabulary(List.of("BRAND:a", "BRAND:a"), 1, 0))
                .hasMessage("content value 'BRAND:a' is there more than once");
    }
}
