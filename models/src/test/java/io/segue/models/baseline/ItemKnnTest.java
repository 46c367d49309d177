package io.segue.models.baseline;

import static io.segue.models.baseline.Sessions.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.Retriever;
import io.segue.models.training.TrainingSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemKnnTest extends RetrieverContract {
    @Override
    Retriever fit(TrainingSet data) {
        return ItemKnn.fit(data, ItemKnnSettings.DEFAULT);
    }

    @Test
    void comparesTheSessionsOfItems() {
        List<ScoredItem> items =
                ItemKnn.fit(Sessions.three(), new ItemKnnSettings(1, 10)).propose(session(300, "a"), 10);

        // Sessions: a 2, b 3, c 2, d 1; with a: b 2, c 1, d 1. Each support is damped by 1.
        assertThat(items).extracting(ScoredItem::itemId).containsExactly("b", "d", "c");
        assertThat(items.get(0).score()).as("2 / sqrt(3 * 4)").isCloseTo(0.57735f, within(1e-5f));
        assertThat(items.get(1).score()).as("1 / sqrt(3 * 2)").isCloseTo(0.40825f, within(1e-5f));
        assertThat(items.get(2).score()).as("1 / sqrt(3 * 3)").isCloseTo(0.33333f, within(1e-5f));
    }

    @Test
    void countsASessionOnceHoweverOftenItHasTheItem() {
        TrainingSet data = Sessions.collapsed(session(0, "a", "b", "a", "b"));

        assertThat(ItemKnn.fit(data, new ItemKnnSettings(0, 10)).propose(session(9, "a"), 10))
                .containsExactly(new ScoredItem("b", 1));
    }
}
