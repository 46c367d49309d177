package io.segue.state.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExperimentTest {
    private static final List<String> USERS =
            IntStream.range(0, 20_000).mapToObj(number -> "user-" + number).toList();

    @Test
    void givesEveryVariantItsShareOfTheUsersAndTheChampionTheRest() {
        Map<String, Integer> counts = new HashMap<>();
        variants(experiment("s", answering("b", 0.1), answering("c", 0.2), answering("d", 0.3)))
                .forEach(variant -> counts.merge(variant, 1, Integer::sum));

        assertShare(counts, "b", 0.1);
        assertShare(counts, "c", 0.2);
        assertShare(counts, "d", 0.3);
        assertShare(counts, "champion", 0.4);
    }

    @Test
    void spreadsUsersOfAnyNamesEvenly() {
        for (String pattern : List.of("%d", "u%d@shop.example", "00000000-0000-0000-0000-%012d", "%d-tail-of-a-name")) {
            int[] cells = new int[100];
            for (int user = 0; user < 20_000; user++) {
                cells[(int) (100 * UserHash.of("s", pattern.formatted(user)))]++;
            }
            double chiSquare = IntStream.of(cells)
                    .mapToDouble(count -> (count - 200) * (count - 200) / 200.0)
                    .sum();
            assertThat(chiSquare).as(pattern + ", 99 degrees of freedom").isBetween(56.0, 150.0);
        }
    }

    @Test
    void keepsAUserWhereHeIsInEveryProcess() {
        assertThat(UserHash.of("autumn", "ann")).isEqualTo(0.09721732773053393);
        assertThat(variants(experiment("s", answering("b", 0.5))))
                .isEqualTo(variants(experiment("s", answering("b", 0.5))));
    }

    @Test
    void shufflesTheUsersAnewForAnotherSalt() {
        List<String> one = variants(experiment("s", answering("b", 0.5)));
        List<String> other = variants(experiment("t", answering("b", 0.5)));

        long same = IntStream.range(0, USERS.size())
                .filter(user -> one.get(user).equals(other.get(user)))
                .count();
        assertThat(same / (double) USERS.size()).isCloseTo(0.5, within(0.02));
    }

    @Test
    void keepsEverybodyWhoWasInWhenAShareGrows() {
        List<String> before = variants(experiment("s", answering("b", 0.1), answering("c", 0.2)));
        for (Experiment grown : List.of(
                experiment("s", answering("b", 0.3), answering("c", 0.2)),
                experiment("s", answering("b", 0.1), answering("c", 0.9)),
                experiment("s", answering("b", 0.1), answering("c", 0.2), answering("d", 0.3)))) {
            List<String> after = variants(grown);
            for (int user = 0; user < USERS.size(); user++) {
                if (!before.get(user).equals("champion")) {
                    assertThat(after.get(user)).isEqualTo(before.get(user));
                }
            }
        }
    }

    @Test
    void drawsTheUsersOfAShadowByThemselves() {
        Experiment experiment =
                experiment("s", answering("b", 0.5), shadow("one", 0.5), shadow("all", 1), shadow("none", 0));
        int both = 0;
        int shadowed = 0;
        for (String user : USERS) {
            List<String> shadows =
                    experiment.shadows(user).stream().map(Variant::id).toList();
            assertThat(shadows).contains("all").doesNotContain("none", "b");
            shadowed += shadows.contains("one") ? 1 : 0;
            both += shadows.contains("one") && experiment.answering(user).isPresent() ? 1 : 0;
        }
        assertThat(shadowed / (double) USERS.size()).isCloseTo(0.5, within(0.02));
        assertThat(both / (double) USERS.size()).as("of those in b, as many").isCloseTo(0.25, within(0.02));
    }

    @Test
    void letsVariantsAnswerEverybody() {
        assertThat(variants(experiment("s", answering("b", 0.7), answering("c", 0.1), answering("d", 0.2))))
                .doesNotContain("champion");
    }

    @Test
    void refusesMoreThanEverybody() {
        assertThatThrownBy(() -> experiment("s", answering("b", 0.7), answering("c", 0.31)))
                .hasMessageContaining("sum of the shares of the variants that answer");
        experiment("s", answering("b", 0.7), shadow("c", 0.31));
    }

    private static void assertShare(Map<String, Integer> counts, String variant, double share) {
        assertThat(counts.get(variant) / (double) USERS.size()).as(variant).isCloseTo(share, within(0.015));
    }

    private static List<String> variants(Experiment experiment) {
        List<String> variants = new ArrayList<>();
        for (String user : USERS) {
            variants.add(experiment.answering(user).map(Variant::id).orElse("champion"));
        }
        return variants;
    }

    private static Experiment experiment(String salt, Variant... variants) {
        return new Experiment("gru", "autumn", salt, List.of(variants), 0, "");
    }

    private static Variant answering(String id, double share) {
        return new Variant(id, share, false, VariantList.POPULARITY, VariantModel.CHAMPION);
    }

    private static Variant shadow(String id, double share) {
        return new Variant(id, share, true, VariantList.POPULARITY, VariantModel.CHAMPION);
    }
}
