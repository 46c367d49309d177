package io.segue.models.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    private final Vocabulary vocabulary = new Vocabulary(List.of("shoe", "hat", "naïve"));

    @Test
    void givesEveryKnownItemItsRow() {
        assertThat(vocabulary.row("hat")).isEqualTo(1);
        assertThat(vocabulary.rowOrBucket("naïve", 4)).isEqualTo(2);
        assertThat(vocabulary.itemId(0)).isEqualTo("shoe");
        assertThat(vocabulary.row("coat")).isEqualTo(-1);
    }

    @Test
    void spreadsUnknownItemsOverTheBuckets() {
        int[] counts = new int[8];
        IntStream.range(0, 8_000).forEach(i -> counts[vocabulary.rowOrBucket("unknown-" + i, 8) - 3]++);

        assertThat(IntStream.of(counts).boxed()).allMatch(count -> count > 900 && count < 1_100);
    }

    @Test
    void neverMovesAnItemToAnotherBucket() {
        assertThat(List.of("", "coat", "Größe", "42", "\uD83D\uDC5F"))
                .extracting(itemId -> Vocabulary.bucket(itemId, 1_000))
                .as("golden: a change breaks every trained model")
                .containsExactly(726, 367, 462, 860, 717);
    }

    @Test
    void refusesAnItemThatIsThereTwice() {
        assertThatThrownBy(() -> new Vocabulary(List.of("a", "b", "a"))).hasMessage("item 'a' is there more than once");
        assertThatThrownBy(() -> new Vocabulary(List.of(""))).hasMessage("an item id is empty");
    }
}
