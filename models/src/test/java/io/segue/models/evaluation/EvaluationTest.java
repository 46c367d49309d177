package io.segue.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final int DAY = 24 * 60;
    private static final EvaluationSettings THREE_SEEDS = new EvaluationSettings(JudgeSettings.DEFAULT, 3, 7, 200);

    /** Every test session goes boots, hat, scarf; 40 of them. */
    private static Split split() {
        Logs log = new Logs().crowd(0, "boots", "hat", "scarf");
        for (int i = 0; i < 40; i++) {
            log.session("t" + i, 2 * DAY, "boots", "hat", "scarf:purchase");
        }
        return LastDaysProtocol.recsys23(Duration.ofDays(1), Logs.GAP).split(log.inTimeOrder());
    }

    private static EvaluationReport run(EvaluationSettings settings, Contender... contenders) {
        return new Evaluation(split(), settings, Evaluation.Listener.NONE)
                .run(List.of(contenders), contenders[0].name());
    }

    @Test
    void reportsEveryMetricAtEveryCutoffAndEveryPart() {
        ModelFigures model = run(EvaluationSettings.DEFAULT, Tricks.alwaysNamed("hats", "hat"))
                .models()
                .get(0);

        assertThat(model.metrics()).hasSize(12).containsKeys("recallAt1", "mrrAt5", "ndcgAt20");
        assertThat(model.at(Metric.RECALL, 20)).isEqualTo(new Spread(0.5, 0));
        assertThat(model.recallCurve()).hasSize(20).containsOnly(0.5);
        assertThat(model.parts().get(Slicing.NEXT_EVENT))
                .containsExactly(
                        new PartFigures("view", 1, 1, 40),
                        new PartFigures("purchase", 0, 0, 40),
                        new PartFigures("cartOrPurchase", 0, 0, 40));
        assertThat(model.lists().coverage()).isCloseTo(1.0 / 3, within(1e-12));
        assertThatThrownBy(() -> model.at(Metric.RECALL, 7)).hasMessageStartingWith("no recallAt7 among the figures");
    }

    @Test
    void trainsOnceWhatIsNotRandomAndOnceASeedWhatIs() {
        List<Long> seeds = new ArrayList<>();
        Contender random = RetrieverContender.seeded("random", (data, seed) -> {
            seeds.add(seed);
            return seed == 8 ? Tricks.always("lamp") : Tricks.always("hat", "scarf");
        });

        EvaluationReport report = run(THREE_SEEDS, random, Tricks.alwaysNamed("fixed", "hat"));

        assertThat(seeds).containsExactly(7L, 8L, 9L);
        ModelFigures figures = report.models().get(0);
        assertThat(figures.runs()).isEqualTo(3);
        assertThat(figures.at(Metric.RECALL, 20).mean()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(figures.at(Metric.RECALL, 20).sd()).as("of 1, 0, 1").isCloseTo(Math.sqrt(1.0 / 3), within(1e-12));
        assertThat(report.models().get(1).runs()).isEqualTo(1);
    }

    @Test
    void comparesEachModelWithTheReferenceOnTheSamePredictions() {
        EvaluationReport report =
                run(THREE_SEEDS, Tricks.alwaysNamed("one", "hat"), Tricks.alwaysNamed("two", "hat", "scarf"));

        assertThat(report.comparisons()).extracting(Comparison::metric).containsExactly("recallAt20", "mrrAt20");
        Comparison recall = report.comparisons().get(0);
        assertThat(recall.model() + " against " + recall.against()).isEqualTo("two against one");
        assertThat(recall.difference()).isEqualTo(0.5);
        assertThat(recall.interval()).isEqualTo(new Interval(0.5, 0.5));
        assertThat(recall.isClear()).isTrue();
        assertThat(report.comparisons().get(1).difference()).isEqualTo(0.25);
    }

    @Test
    void comparesAVariantWithItsBaseWhereThatTakesPart() {
        Contender one = Tricks.alwaysNamed("one", "hat");
        Contender two = Tricks.alwaysNamed("two", "hat", "scarf");
        Contender variant = Tricks.variantOf("two", Tricks.alwaysNamed("two without scarf", "hat"));

        assertThat(run(THREE_SEEDS, one, two, variant).comparisons())
                .extracting(comparison -> comparison.model() + " against " + comparison.against())
                .startsWith("two against one", "two without scarf against two");
        assertThat(run(THREE_SEEDS, one, variant).comparisons())
                .extracting(Comparison::against)
                .containsOnly("one");
    }

    @Test
    void marksTheTrainingTimesThatLeaveSharedModelsOut() {
        Contender base = Tricks.sharing(Tricks.alwaysNamed("base", "hat"));
        Contender one = Tricks.sharing(Tricks.variantOf("base", Tricks.alwaysNamed("one", "hat")));
        Contender two = Tricks.sharing(Tricks.variantOf("base", Tricks.alwaysNamed("two", "hat")));
        Contender apart = Tricks.variantOf("base", Tricks.alwaysNamed("apart", "hat"));

        assertThat(run(THREE_SEEDS, base, one, apart).models())
                .extracting(model -> model.costs().isTrainingPartial())
                .containsExactly(false, true, false);
        assertThat(run(THREE_SEEDS, one, two).models())
                .as("without the base, the first variant trains them")
                .extracting(model -> model.costs().isTrainingPartial())
                .containsExactly(false, true);
    }

    @Test
    void comparesOnEachPartToo() {
        EvaluationReport report =
                run(THREE_SEEDS, Tricks.alwaysNamed("one", "hat"), Tricks.alwaysNamed("two", "hat", "scarf"));

        assertThat(report.partComparisons())
                .filteredOn(part -> part.slicing() == Slicing.NEXT_EVENT
                        && part.comparison().metric().equals("recallAt20"))
                .extracting(
                        PartComparison::part,
                        PartComparison::count,
                        part -> part.comparison().difference())
                .containsExactly(tuple("view", 40, 0.0), tuple("purchase", 40, 1.0), tuple("cartOrPurchase", 40, 1.0));
    }

    @Test
    void givesTheSameReportTwice() {
        Contender one = Tricks.alwaysNamed("one", "hat");
        Contender two = Tricks.alwaysNamed("two", "scarf");

        assertThat(run(THREE_SEEDS, one, two).comparisons())
                .isEqualTo(run(THREE_SEEDS, one, two).comparisons());
    }

    @Test
    void closesAContestantWhateverBecomesOfIt() {
        Tricks.Recorder broken = new Tricks.Recorder((turns, count) -> List.of());

        assertThatThrownBy(() -> run(THREE_SEEDS, broken)).isInstanceOf(IllegalStateException.class);
        assertThat(broken.closed).isTrue();
    }

    @Test
    void needsAReferenceThatTakesPart() {
        Evaluation evaluation = new Evaluation(split(), THREE_SEEDS, Evaluation.Listener.NONE);

        assertThatThrownBy(() -> evaluation.run(List.of(Tricks.alwaysNamed("one", "hat")), "two"))
                .hasMessage("no contender is called 'two'");
    }
}
