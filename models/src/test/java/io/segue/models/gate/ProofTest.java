package io.segue.models.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segue.models.evaluation.Judgement;
import io.segue.models.evaluation.Metric;
import org.junit.jupiter.api.Test;

/** The known cases, a hundred seeded trials each, and how likely it is that the gate sees a better model. */
class ProofTest {
    private static final int TRIALS = 100;

    /** Gives 5 % more MRR@20. */
    private static final double BETTER = 0.1;

    /** As many as a better model needs to be seen, see {@code deploy/docs/operations.md}. */
    private static final int PREDICTIONS = 3_000;

    private interface Candidate {
        Judgement on(SimulatedSlice slice, Judgement champion);
    }

    private static int promoted(int predictions, Candidate candidate) {
        int promoted = 0;
        for (int seed = 0; seed < TRIALS; seed++) {
            SimulatedSlice slice = new SimulatedSlice(seed, predictions);
            Judgement champion = slice.model();
            promoted += isPromoted(slice, candidate.on(slice, champion), champion) ? 1 : 0;
        }
        return promoted;
    }

    private static boolean isPromoted(SimulatedSlice slice, Judgement candidate, Judgement champion) {
        Findings findings = new Findings();
        new Proof(GateSettings.DEFAULT, slice.predictions()).add(candidate, "v1", champion, findings);
        return findings.decide("v1").isPromoted();
    }

    @Test
    void isTriedOnSlicesAsTheElectronicsLogHasThem() {
        SimulatedSlice slice = new SimulatedSlice(1, 100_000);
        Judgement first = slice.model();
        Judgement second = slice.model();
        Judgement better = slice.model(BETTER);
        double squares = 0;
        for (int i = 0; i < first.ranks().size(); i++) {
            double difference = Metric.MRR.of(first.ranks().get(i), 20)
                    - Metric.MRR.of(second.ranks().get(i), 20);
            squares += difference * difference;
        }

        assertThat(first.mean(Metric.RECALL, 20)).isCloseTo(0.68, within(0.02));
        assertThat(first.mean(Metric.MRR, 20)).isCloseTo(0.31, within(0.02));
        assertThat(Math.sqrt(squares / first.ranks().size())).isCloseTo(0.2, within(0.02));
        assertThat(better.mean(Metric.MRR, 20) / first.mean(Metric.MRR, 20)).isCloseTo(1.05, within(0.005));
    }

    @Test
    void promotesNoCandidateOfShuffledWeights() {
        assertThat(promoted(1_000, (slice, champion) -> slice.random(30_000))).isZero();
    }

    @Test
    void promotesNoCandidateOfShuffledLabels() {
        assertThat(promoted(1_000, (slice, champion) -> slice.shuffled(champion)))
                .isZero();
    }

    @Test
    void promotesNoCandidateThatRanksAsTheChampionDoes() {
        assertThat(promoted(1_000, (slice, champion) -> champion)).isZero();
    }

    @Test
    void promotesHardlyACandidateOfTheSameRecipe() {
        assertThat(promoted(PREDICTIONS, (slice, champion) -> slice.model())).isLessThanOrEqualTo(5);
    }

    @Test
    void promotesACandidateThatIsBetterByFivePercent() {
        assertThat(promoted(PREDICTIONS, (slice, champion) -> slice.model(BETTER)))
                .isGreaterThanOrEqualTo(95);
    }

    @Test
    void rejectsACandidateThatGainsAtTheTopWhatItLosesBelow() {
        SimulatedSlice slice = new SimulatedSlice(1, PREDICTIONS);
        Judgement champion = slice.model();

        assertThat(isPromoted(slice, slice.bold(champion), champion))
                .as("MRR@20 is better, Recall@20 is worse")
                .isFalse();
    }
}
