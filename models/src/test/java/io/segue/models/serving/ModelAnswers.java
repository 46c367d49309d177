package io.segue.models.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segue.models.proposal.ScoredItem;
import org.assertj.core.data.Offset;

/** What tests say of answers. */
public final class ModelAnswers {
    private static final Offset<Float> CLOSE = within(1e-5f);

    private ModelAnswers() {}

    /**
     * The same items in the same order. Two calls need not agree to the bit: a tanh may differ by its last one before and
     * after the JVM compiles it.
     */
    public static void assertSame(ModelAnswer actual, ModelAnswer expected) {
        assertThat(actual.hidden()).containsExactly(expected.hidden(), CLOSE);
        assertThat(actual.items())
                .extracting(ScoredItem::itemId)
                .isEqualTo(expected.items().stream().map(ScoredItem::itemId).toList());
        for (int rank = 0; rank < expected.items().size(); rank++) {
            assertThat(actual.items().get(rank).score())
                    .isCloseTo(expected.items().get(rank).score(), CLOSE);
        }
    }
}
