package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.item.ItemCatalogue;
import io.segue.state.session.SessionTail;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewEventsTest {
    private static final GruSettings SETTINGS = GruSettings.PLAIN.withVocabulary(new GruSettings.Vocabulary(1, 3));

    private final TrainingData all = TrainingData.of(
            Fixtures.ofStrangers(List.of(Fixtures.views(0, "a", "b", "c", "d", "e"))), ItemCatalogue.EMPTY, SETTINGS);
    private final NewEvents events = new NewEvents();

    private static SessionTail session(String... itemIds) {
        return Fixtures.views(0, itemIds);
    }

    /** Every window as its inputs, those with a target as input>target. */
    private List<String> moved(int stepsMax) {
        TrainingData data = new TrainingData(
                SETTINGS, all.items(), all.itemCounts(), all.items().contents());
        events.moveTo(data, stepsMax, ItemCatalogue.EMPTY::of);
        List<String> windows = new ArrayList<>();
        for (int window = 0; window < data.windowsCount(); window++) {
            StringBuilder inputs = new StringBuilder();
            for (int i = 0; i < data.windowLength(window); i++) {
                TrainingData.Input input = data.input(data.windowStart(window) + i);
                inputs.append(all.items().vocabulary().itemId(input.row()));
                if (input.hasTarget()) {
                    inputs.append('>').append(all.items().vocabulary().itemId(input.targetRow()));
                }
                inputs.append(' ');
            }
            windows.add(inputs.toString().strip());
        }
        return windows;
    }

    @Test
    void makesTargetsOfWhatIsNewAndReplaysWhatIsNot() {
        events.add("ann", session("a"));
        events.add("ann", session("a", "b"));
        events.add("bob", session("c", "d"));
        assertThat(events.examplesCount()).isEqualTo(2);
        assertThat(moved(20)).containsExactly("a>b", "c>d");

        events.add("ann", session("a", "b", "c"));
        events.add("ann", session("a", "b", "c", "d"));
        assertThat(moved(20)).containsExactly("a b>c c>d");
        assertThat(events.examplesCount()).isZero();
        assertThat(moved(20)).isEmpty();
    }

    @Test
    void goesNoFurtherBackThanAGradientFlows() {
        events.add("ann", session("a", "b", "c", "d", "e"));
        assertThat(moved(2)).containsExactly("c d>e");
    }

    @Test
    void learnsTheOldSessionAndTheNewOne() {
        events.add("ann", session("a", "b"));
        events.add("ann", session("c"));
        events.add("ann", session("c", "a"));
        assertThat(moved(20)).containsExactlyInAnyOrder("a>b", "c>a");
    }

    @Test
    void learnsNothingOfAnEventThatIsHeardTwice() {
        events.add("ann", session("a", "b"));
        events.add("ann", session("a", "b"));
        assertThat(events.examplesCount()).isEqualTo(1);
        assertThat(moved(20)).containsExactly("a>b");
    }
}
