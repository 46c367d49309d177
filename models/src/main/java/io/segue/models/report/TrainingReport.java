package io.segue.models.report;

import io.segue.models.device.DeviceChoice;
import io.segue.models.format.BundleFiles;
import io.segue.models.format.ModelCard;
import io.segue.models.format.ModelSummary;
import io.segue.models.gate.Verdict;
import io.segue.models.recommender.SampleList;
import io.segue.models.recommender.TrainedRecommender;
import io.segue.models.recommender.TrainingCourse;
import io.segue.state.item.ItemCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * All that a page about a bundle says. It lies beside the bundle, not in it: a bundle never changes and holds only what
 * its manifest lists, while a report is written again once the gate has judged.
 *
 * @param sha256 of the bundle
 * @param samples what the model answers some sessions
 * @param catalogue names of the items, as far as there are any
 * @param verdict of the gate; empty where it hasn't judged
 */
public record TrainingReport(
        ModelCard card,
        String sha256,
        TrainingCourse course,
        List<SampleList> samples,
        ItemCatalogue catalogue,
        Optional<Verdict> verdict) {
    private static final int SAMPLES = 6;
    private static final int SAMPLE_ITEMS = 10;

    public TrainingReport {
        samples = List.copyOf(samples);
    }

    /**
     * A report of a bundle that was just written; asks the model for its samples.
     *
     * @throws IOException if the bundle's card can't be read
     */
    public static TrainingReport of(TrainedRecommender trained, ModelSummary bundle) throws IOException {
        return new TrainingReport(
                ModelCard.read(bundle.bundle().resolve(BundleFiles.CARD)),
                bundle.sha256(),
                trained.course(),
                trained.samples(SAMPLES, SAMPLE_ITEMS, DeviceChoice.CPU),
                trained.catalogue(),
                Optional.empty());
    }

    public TrainingReport judged(Verdict gate) {
        return new TrainingReport(card, sha256, course, samples, catalogue, Optional.of(gate));
    }

    /** Where the report of a bundle lies: {@code NAME.report.html} beside the folder {@code NAME}. */
    public static Path pathOf(Path bundle) {
        Path folder = bundle.toAbsolutePath().normalize();
        return folder.resolveSibling(folder.getFileName() + ".report.html");
    }

    /** Writes the page of a bundle in one step, in place of one that is there. */
    public Path write(Path bundle) throws IOException {
        Path page = pathOf(bundle);
        Path draft = page.resolveSibling("." + page.getFileName() + ".tmp");
        Files.writeString(draft, new TrainingPage(this).html());
        return Files.move(draft, page, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
