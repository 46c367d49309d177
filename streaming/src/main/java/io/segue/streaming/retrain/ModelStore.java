package io.segue.streaming.retrain;

import io.segue.models.bundle.ModelRefusedException;
import io.segue.models.bundle.ModelRegistry;
import io.segue.models.report.TrainingReport;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bundles of one model, a folder for each version, with the page about its training beside it. */
final class ModelStore {
    private static final Logger LOG = LoggerFactory.getLogger(ModelStore.class);

    private final Path folder;
    private final String model;

    ModelStore(Path store, String model) {
        this.folder = store.resolve(model);
        this.model = model;
    }

    Path bundle(String version) {
        return folder.resolve(version);
    }

    /**
     * Deletes old bundles but for the newest. Never those of the champion, of the champion before it and of other versions
     * in use; and none that lies elsewhere.
     *
     * @param used versions that somebody needs besides
     * @param kept how many others stay
     */
    void prune(ReleaseHistory history, Set<String> used, int kept) {
        Set<String> spared = new HashSet<>(used);
        history.champion(model).map(Release::version).ifPresent(spared::add);
        history.previousChampion(model).map(Release::version).ifPresent(spared::add);
        List<Release> others = new ArrayList<>();
        for (Release release : history.versions(model)) {
            if (!spared.contains(release.version()) && isHere(release) && Files.exists(bundle(release.version()))) {
                others.add(release);
            }
        }
        others.sort(Comparator.comparingLong(Release::createdAtMs));
        for (Release release : others.subList(0, Math.max(0, others.size() - kept))) {
            LOG.info(
                    "the bundle of {} is deleted: it is {}, and {} newer ones stay",
                    release.version(),
                    release.state().code(),
                    kept);
            delete(bundle(release.version()));
            delete(TrainingReport.pathOf(bundle(release.version())));
        }
    }

    /** The version of a release is anybody's text: it must not lead out of the folder. */
    private boolean isHere(Release release) {
        try {
            Path ours = folder.toAbsolutePath().normalize();
            Path theirs = ModelRegistry.pathOf(release.uri()).toAbsolutePath().normalize();
            return theirs.startsWith(ours) && theirs.equals(ours.resolve(release.version()));
        } catch (ModelRefusedException elsewhere) {
            return false;
        }
    }

    private static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(path + " cannot be deleted", failed);
        }
    }
}
