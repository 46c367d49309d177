package io.segue.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segue.models.proposal.ScoredItem;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListTallyTest {
    private static final ItemCatalogue CATALOGUE = new ItemCatalogue(
            Map.of("boots", in("shoes"), "pumps", in("shoes"), "hat", in("hats"), "mystery", ItemContent.UNKNOWN));
    private static final Map<String, Integer> SUPPORT = Map.of("boots", 8, "pumps", 4, "hat", 3);

    private final ListTally tally = new ListTally(CATALOGUE, SUPPORT, 3);

    @Test
    void measuresAListUpToTheCutoff() {
        tally.add(list("boots", "pumps", "hat", "mystery"), 5);

        ListFigures figures = tally.figures();
        assertThat(figures.coverage()).as("3 of 4 items").isEqualTo(0.75);
        assertThat(figures.popularityBias()).as("mean support 5 over 5").isEqualTo(1);
        assertThat(figures.logSupport()).isCloseTo((Math.log(9) + Math.log(5) + Math.log(4)) / 3, within(1e-12));
        assertThat(figures.diversity())
                .as("boots-hat and pumps-hat, of three pairs")
                .isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void leavesPairsOfUnknownContentOutOfTheDiversity() {
        tally.add(list("boots", "mystery", "hat"), 1);

        assertThat(tally.figures().diversity()).isEqualTo(1);
    }

    @Test
    void knowsNoDiversityWhereNothingWasEverProposed() {
        tally.add(List.of(), 0);

        assertThat(tally.figures()).isEqualTo(new ListFigures(0, 0, 0, Double.NaN));
    }

    private static List<ScoredItem> list(String... itemIds) {
        List<ScoredItem> list = new ArrayList<>();
        for (String itemId : itemIds) {
            list.add(new ScoredItem(itemId, -list.size()));
        }
        return list;
    }

    private static ItemContent in(String category) {
        return new ItemContent(category, "", 0, "");
    }
}
