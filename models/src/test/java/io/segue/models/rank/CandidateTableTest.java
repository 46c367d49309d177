package io.segue.models.rank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandidateTableTest {
    @Test
    void knowsEachItemOnceWhileItGrows() {
        CandidateTable table = new CandidateTable(item -> true, 0);
        List<Candidate> first = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            first.add(table.of("item-" + i));
        }

        assertThat(table.all()).containsExactlyElementsOf(first);
        for (int i = 0; i < 1_000; i++) {
            assertThat(table.of("item-" + i)).isSameAs(first.get(i));
        }
        assertThat(table.all()).hasSize(1_000);
        assertThat(table.find("item-1000")).isEmpty();
    }

    @Test
    void tellsItemsOfTheSameHashApart() {
        assertThat("Aa").hasSameHashCodeAs("BB");
        CandidateTable table = new CandidateTable(item -> true, 4);
        Candidate one = table.of("Aa");

        assertThat(table.find("BB")).isEmpty();
        assertThat(table.of("BB")).isNotSameAs(one);
        assertThat(table.find("Aa")).containsSame(one);
    }

    @Test
    void asksOnceWhetherAnItemIsWanted() {
        List<String> asked = new ArrayList<>();
        CandidateTable table = new CandidateTable(
                itemId -> {
                    asked.add(itemId);
                    return itemId.equals("hat");
                },
                4);

        assertThat(table.of("hat").isWanted()).isTrue();
        assertThat(table.of("bag").isWanted()).isFalse();
        table.of("hat");
        assertThat(asked).containsExactly("hat", "bag");
    }
}
