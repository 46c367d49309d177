package io.segue.models.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.evaluation.ListFigures;
import io.segue.models.format.ModelCard;
import io.segue.models.gate.Verdict;
import io.segue.models.gru.LossPoint;
import io.segue.models.gru.TrainingLog;
import io.segue.models.proposal.ScoredItem;
import io.segue.models.recommender.SampleList;
import io.segue.models.recommender.SliceFigures;
import io.segue.models.recommender.TrainingCourse;
import io.segue.models.training.TrainingTurn;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingReportTest {
    private static final long T0_MS = 1_600_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void liesBesideTheBundleAndNotInIt() throws IOException {
        Path bundle = Files.createDirectory(folder.resolve("shop-v7"));

        Path page = report().write(bundle);

        assertThat(page).isEqualTo(folder.resolve("shop-v7.report.html"));
        assertThat(bundle).isEmptyDirectory();
    }

    @Test
    void isWrittenAgainWithTheVerdict() throws IOException {
        Path bundle = folder.resolve("shop-v7");
        assertThat(Files.readString(report().write(bundle))).contains("Not judged yet");

        Verdict verdict = new Verdict(
                Verdict.Outcome.REJECTED,
                "v6",
                new TreeMap<>(Map.of("mrr@20.candidate", 0.1234)),
                List.of("worse than <v6>"));
        String page = Files.readString(report().judged(verdict).write(bundle));

        assertThat(page)
                .contains("<strong>rejected</strong>, against v6", "worse than &lt;v6&gt;", "0.1234")
                .doesNotContain("Not judged yet");
        assertThat(folder).as("no draft is left").isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void drawsTheLossOfBothTrainings() throws IOException {
        assertThat(page())
                .contains("on the older events: 5.000 in the last epoch", "to serve: 4.000 in the last epoch")
                .contains("loss, 0.5: 8.0000", "loss, 1.0: 5.0000", "loss, 0.5: 7.5000", "loss, 1.0: 4.0000");
    }

    @Test
    void comparesThoseWhoProposeOnUnseenEvents() throws IOException {
        assertThat(page())
                .contains("<td>session model</td><td>0.6000</td><td>0.3000</td><td>0.250</td><td>1.50</td>")
                .contains("<td>popular now</td><td>0.2000</td>")
                .contains("on the 40 turns from there");
    }

    @Test
    void showsASessionBesideItsListByIdAndName() throws IOException {
        assertThat(page())
                .containsSubsequence(
                        "Session of 2 events",
                        "<span>hat</span> <small>Summer hat · hats · view</small>",
                        "<span>mystery</span> <small>purchase</small>",
                        "Recommended",
                        "<span>boots</span> <small>Boots &quot;No. 1&quot; &amp; more · shoes</small>",
                        "<span>hat</span> <small>Summer hat · hats · seen in the session</small>");
    }

    @Test
    void namesEverySetting() throws IOException {
        assertThat(page()).contains("<td>network.hiddenSize</td><td>8</td>");
    }

    @Test
    void escapesWhatShopsAndUsersWrite() throws IOException {
        assertThat(page())
                .contains("<span>&lt;script&gt;alert(1)&lt;/script&gt;</span>", "<td>&lt;b&gt;</td>")
                .doesNotContain("<script", "<b>");
    }

    @Test
    void needsNothingFromElsewhere() throws IOException {
        assertThat(page()).doesNotContain("http", "src=", "<link", "@import", "url(");
    }

    private String page() throws IOException {
        return Files.readString(report().write(folder.resolve("shop-v7")));
    }

    private static TrainingReport report() {
        ModelCard card = new ModelCard(
                ModelCard.FORMAT_VERSION,
                "context-gru",
                "shop",
                "v7",
                ModelCard.FeatureSchema.CURRENT,
                new ModelCard.Network("free", List.of(), "added", false),
                new ModelCard.Dimensions(8, 4, 1, 0, 0, 0, 0),
                ModelCard.Retrieval.NONE,
                "",
                new ModelCard.Lineage(T0_MS, 12, 40, T0_MS),
                Map.of("network", Map.of("hiddenSize", 8), "note", "<b>"),
                Map.of());
        SliceFigures slice = new SliceFigures(
                T0_MS,
                T0_MS,
                40,
                List.of(
                        source("session model", 0.3, 0.6),
                        source("similar sessions", 0.2, 0.5),
                        source("live successors", 0.1, 0.4),
                        source("popular now", 0.1, 0.2)));
        TrainingCourse course = new TrainingCourse(log(8, 5), log(7.5, 4), slice);
        ItemCatalogue catalogue = new ItemCatalogue(Map.of(
                "hat", new ItemContent("hats", "", 0, "Summer hat"),
                "boots", new ItemContent("shoes", "", 0, "Boots \"No. 1\" & more")));
        return new TrainingReport(card, "abc", course, List.of(sample()), catalogue, Optional.empty());
    }

    private static SliceFigures.Source source(String name, double first, double second) {
        return new SliceFigures.Source(name, List.of(first, second), first, new ListFigures(0.25, 1, 1.5, 0.5));
    }

    private static TrainingLog log(double first, double last) {
        return new TrainingLog(
                T0_MS, 12, 40, 28, 0, last, List.of(new LossPoint(0.5, first), new LossPoint(1, last)), 3);
    }

    private static SampleList sample() {
        SessionTail tail = new SessionTail(
                List.of(
                        new SessionEvent("hat", InteractionType.VIEW, T0_MS),
                        new SessionEvent("mystery", InteractionType.PURCHASE, T0_MS + 1)),
                ContextFeatures.NO_PRECEDING);
        return new SampleList(
                new TrainingTurn("ann", "s", tail, Optional.empty()),
                List.of(
                        new ScoredItem("boots", 3),
                        new ScoredItem("hat", 2),
                        new ScoredItem("<script>alert(1)</script>", 1)));
    }
}
