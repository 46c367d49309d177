package io.segue.models.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.gru.GruSettings;
import io.segue.state.settings.InvalidOptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
    private static final long SEED = 7;
    private static final Map<String, String> OPTIONS = Map.of("--seed", "7", "--trials", "27");

    @TempDir
    Path folder;

    private final SearchSpace<GruSettings> space = SearchSpaces.contextGru(9, SEED);
    private final Search<GruSettings> search = new Search<>(space, new Halving(27, 3, 3, 9), Goal.MEAN, SEED);
    private final List<Integer> budgets = new ArrayList<>();

    /** Best at a learning rate of 0.1, twice that of the defaults, better with a larger budget. */
    private Score fake(GruSettings settings, int budget) {
        budgets.add(budget);
        double miss = Math.abs(Math.log(settings.optimizer().learningRate() / 0.1));
        double recall = 0.6 / (1 + miss) * budget / (budget + 1.0);
        return new Score(recall, recall / 2, 0);
    }

    private Journal<GruSettings> journal() {
        return Journal.open(folder, OPTIONS, space);
    }

    private SearchReport<GruSettings> run(TrialRunner<GruSettings> runner) {
        return search.run(runner, journal(), new Search.Listener<>() {});
    }

    @Test
    void givesTheBestMoreEpochsAndTheDefaultsWithThem() {
        SearchReport<GruSettings> report = run(this::fake);

        assertThat(report.rungs()).extracting(Rung::budget).containsExactly(1, 3, 9);
        assertThat(report.rungs().get(0).results()).hasSize(27);
        assertThat(report.rungs().get(1).results()).hasSizeBetween(9, 10);
        assertThat(report.last().results())
                .hasSizeBetween(3, 4)
                .extracting(result -> result.trial().number())
                .contains(Trial.DEFAULTS);
        assertThat(report.last().value(report.last().defaults())).isEqualTo(1);
        assertThat(report.last().value(report.winner())).isGreaterThan(1);
    }

    @Test
    void comesToTheSameEndWhenItIsInterruptedAndStartedAgain() {
        SearchReport<GruSettings> whole = search.run(
                this::fake, Journal.open(folder.resolve("whole"), OPTIONS, space), new Search.Listener<>() {});
        int runs = budgets.size();
        for (int interruptedAfter : List.of(0, 5, 25)) {
            budgets.clear();
            assertThatThrownBy(() -> run((settings, budget) -> {
                        if (budgets.size() == interruptedAfter) {
                            throw new CancellationException();
                        }
                        return fake(settings, budget);
                    }))
                    .isInstanceOf(CancellationException.class);
        }

        budgets.clear();
        SearchReport<GruSettings> resumed = run(this::fake);

        assertThat(resumed.rungs()).isEqualTo(whole.rungs());
        assertThat(budgets).as("what was left").hasSize(runs - 30);
        budgets.clear();
        assertThat(run(this::fake).winner()).isEqualTo(whole.winner());
        assertThat(budgets).as("nothing is left").isEmpty();
    }

    @Test
    void beginsNoTrialOnceItsThreadIsInterrupted() {
        assertThatThrownBy(() -> run((settings, budget) -> {
                    Thread.currentThread().interrupt();
                    return fake(settings, budget);
                }))
                .isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(journal().size()).as("the one that ended then is kept").isEqualTo(1);
    }

    @Test
    void refusesToGoOnWithOtherOptions() {
        run(this::fake);

        assertThatThrownBy(() -> Journal.open(folder, Map.of("--seed", "8", "--trials", "27"), space))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageStartingWith("--seed is 8, but must be 7, as in the search that ")
                .hasMessageEndingWith("or choose another --out");
        assertThatThrownBy(() -> Journal.open(folder, Map.of("--seed", "7"), space))
                .hasMessageStartingWith("--trials is not given, but must be 27");
    }

    @Test
    void refusesToGoOnWithTrialsThatWereDrawnOtherwise() {
        run(this::fake);

        Search<GruSettings> other = new Search<>(space, new Halving(27, 3, 3, 9), Goal.MEAN, SEED + 1);

        assertThatThrownBy(() -> other.run(this::fake, journal(), new Search.Listener<>() {}))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("trial 2")
                .hasMessageContaining("choose another --out");
    }

    @Test
    void cutsOffALineThatACrashLeftWithoutItsEnd() throws IOException {
        run(this::fake);
        Path file = folder.resolve(Journal.FILE);
        String before = Files.readString(file);
        Files.writeString(file, "{\"trial\":3,\"ru", StandardOpenOption.APPEND);

        assertThat(run(this::fake).rungs()).hasSize(3);
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void namesTheLineThatIsNoResult() throws IOException {
        run(this::fake);
        Files.writeString(folder.resolve(Journal.FILE), "{}\n", StandardOpenOption.APPEND);

        assertThatThrownBy(this::journal)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(" is no result of a search");
    }
}
