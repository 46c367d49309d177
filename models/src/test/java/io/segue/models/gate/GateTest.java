package io.segue.models.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.device.DeviceChoice;
import io.segue.models.evaluation.Metric;
import io.segue.models.evaluation.Split;
import io.segue.models.evaluation.TestSession;
import io.segue.models.format.BundleFiles;
import io.segue.models.format.Manifest;
import io.segue.models.gate.Verdict.Outcome;
import io.segue.models.rank.RankSettings;
import io.segue.models.tensor.SafetensorsFile;
import io.segue.models.tensor.Tensor;
import io.segue.models.training.TrainingSet;
import io.segue.state.live.LiveSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
    private static final Split SLICE = Shop.slice();
    private static final GateSettings SETTINGS = with(300, 0.3, 1_000);

    @TempDir
    private static Path folder;

    private static Path learned = Path.of("");
    private static Path fooled = Path.of("");

    @BeforeAll
    static void train() throws IOException {
        learned = Shop.model(folder, "learned", SLICE.train());
        fooled = Shop.model(folder, "fooled", Shop.shuffled(SLICE.train()));
    }

    private static GateSettings with(int predictionsMin, double coverageMin, double listMsMax) {
        return new GateSettings(Metric.MRR, Metric.RECALL, 0.01, 0.02, predictionsMin, coverageMin, listMsMax);
    }

    private static Gate gate(GateSettings settings) {
        return new Gate(settings, LiveSettings.DEFAULT, RankSettings.DEFAULT, DeviceChoice.CPU);
    }

    @Test
    void promotesACandidateThatIsBetterThanTheChampion() {
        Verdict verdict = gate(SETTINGS).judge(SLICE, learned, fooled);

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(Outcome.PROMOTED);
        assertThat(verdict.against()).isEqualTo("fooled");
        assertThat(verdict.figures())
                .containsKeys("coverage", "listMs", "mrrAt20.p", "recallAt20.low", "recallAt20.margin")
                .containsEntry("predictions", (double) SLICE.sizes().predictions());
        assertThat(verdict.figures().get("mrrAt20.candidate"))
                .isGreaterThan(verdict.figures().get("mrrAt20.reference"));
    }

    @Test
    void rejectsACandidateWhoseLabelsWereShuffled() {
        Verdict verdict = gate(SETTINGS).judge(SLICE, fooled, learned);

        assertThat(verdict.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(verdict.reasons().get(0)).startsWith("mrrAt20 0.").contains(" of learned, a difference of -");
    }

    @Test
    void rejectsTheChampionItself() {
        Verdict verdict = gate(SETTINGS).judge(SLICE, learned, learned);

        assertThat(verdict.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(verdict.figures()).containsEntry("mrrAt20.difference", 0.0).containsEntry("mrrAt20.p", 1.0);
    }

    @Test
    void judgesTheFirstCandidateAgainstPopularity() {
        Verdict verdict = gate(SETTINGS).judgeFirst(SLICE, learned);

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(Outcome.PROMOTED);
        assertThat(verdict.against()).isEqualTo("popularity");
    }

    @Test
    void judgesAgainstPopularityWhereTheBundleOfTheChampionIsGone() {
        Verdict verdict = gate(SETTINGS).judge(SLICE, learned, folder.resolve("gone"));

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(Outcome.PROMOTED);
        assertThat(verdict.against()).isEqualTo("popularity");
        assertThat(verdict.reason())
                .contains("the champion's bundle is refused")
                .contains("gone is not a folder");
    }

    @Test
    void rejectsWeightsThatWereShuffled() throws IOException {
        Path shuffled = withWeights("shuffled", values -> {
            float first = values[0];
            System.arraycopy(values, 1, values, 0, values.length - 1);
            values[values.length - 1] = first;
        });

        Verdict verdict = gate(SETTINGS).judge(SLICE, shuffled, learned);

        assertThat(verdict.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(verdict.reason()).startsWith("its bundle is refused").contains("golden");
    }

    @Test
    void rejectsWeightsThatAreNoNumbers() throws IOException {
        Path broken = withWeights("broken", values -> values[0] = Float.NaN);

        Verdict verdict = gate(SETTINGS).judge(SLICE, broken, learned);

        assertThat(verdict.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(verdict.reason()).startsWith("its bundle is refused").contains("NaN");
    }

    @Test
    void rejectsACandidateThatKnowsTooFewOfTheItemsThatAreAskedFor() throws IOException {
        TrainingSet all = SLICE.train();
        TrainingSet few = new TrainingSet(
                all.sessions().stream()
                        .filter(session -> session.tail().events().stream()
                                .allMatch(event -> event.itemId().length() == 2
                                        || event.itemId().charAt(1) < '4'))
                        .toList(),
                all.catalogue(),
                true);
        Path narrow = Shop.model(folder, "narrow", few);

        Verdict verdict = gate(with(300, 0.9, 1_000)).judge(SLICE, narrow, fooled);

        assertThat(verdict.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(verdict.reasons().get(0)).startsWith("it has learned of 0.").contains("at least 0.9 must be");
    }

    @Test
    void rejectsACandidateThatIsTooSlow() {
        Verdict verdict = gate(with(300, 0.3, 1e-6)).judge(SLICE, learned, fooled);

        assertThat(verdict.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(verdict.reasons()).hasSizeGreaterThan(1);
        assertThat(verdict.reasons().get(0)).contains("where at most 1.0E-6 may pass");
    }

    /** It has been trained on everything, the slice included, and would win on what it knows. */
    @Test
    void judgesBehindWhatTheChampionHasLearnedFrom() throws IOException {
        Split all = Shop.slice();
        List<TestSession> older = all.test().subList(0, all.test().size() / 2);
        long knownUntilMs = older.get(older.size() - 1).session().startMs() + 30_000;
        Path knowing = Shop.model(folder, "knowing", all.after(knownUntilMs).train());

        Verdict verdict = gate(with(50, 0.3, 1_000)).judge(all, fooled, knowing);

        int left = all.test().size() - older.size();
        assertThat(verdict.figures()).containsEntry("sessions", (double) left);
        assertThat(verdict.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(verdict.reason())
                .contains("knowing has learned from what was until ")
                .contains("so that %d of the slice's %d sessions are left"
                        .formatted(left, all.test().size()));
    }

    @Test
    void decidesNothingWhereAContestantHasLearnedFromAllOfTheSlice() throws IOException {
        Path knowing =
                Shop.model(folder, "all-knowing", SLICE.after(Long.MAX_VALUE).train());

        for (Verdict verdict : List.of(
                gate(SETTINGS).judge(SLICE, learned, knowing),
                gate(SETTINGS).judge(SLICE, knowing, fooled),
                gate(SETTINGS).judgeFirst(SLICE, knowing))) {
            assertThat(verdict.outcome()).isEqualTo(Outcome.UNDECIDED);
            assertThat(verdict.reason())
                    .contains("all-knowing has learned from")
                    .contains("so that 0 of the slice's")
                    .contains("0 predictions of 0 sessions decide nothing, at least 300 must be there");
        }
    }

    @Test
    void decidesNothingWithTooFewPredictions() {
        Verdict verdict = gate(with(100_000, 0.3, 1_000)).judge(SLICE, learned, fooled);

        assertThat(verdict.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(verdict.reason())
                .isEqualTo("%d predictions of %d sessions decide nothing, at least 100000 must be there"
                        .formatted(SLICE.sizes().predictions(), SLICE.test().size()));
    }

    private interface Change {
        void of(float[] values);
    }

    /** The learned model with other vectors of its items, signed again. */
    private static Path withWeights(String name, Change change) throws IOException {
        Path bundle = Files.createDirectory(folder.resolve(name));
        try (var files = Files.list(learned)) {
            for (Path file : files.toList()) {
                Files.copy(file, bundle.resolve(file.getFileName()));
            }
        }
        Path file = bundle.resolve(BundleFiles.WEIGHTS);
        Map<String, Tensor> tensors = SafetensorsFile.read(file);
        tensors.values().forEach(tensor -> change.of(tensor.values()));
        Files.delete(file);
        SafetensorsFile.write(file, List.copyOf(tensors.values()));
        Path manifest = bundle.resolve(BundleFiles.MANIFEST);
        Manifest.of(bundle, Manifest.read(manifest).hashes().keySet()).write(manifest);
        return bundle;
    }
}
