package io.segue.streaming.retrain;

import io.segue.models.bundle.LearnerLoader;
import io.segue.models.bundle.ModelRefusedException;
import io.segue.models.bundle.ModelRegistry;
import io.segue.models.gru.GruSettings;
import io.segue.models.gru.LearnerStart;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseHistory;
import io.segue.streaming.options.WarmSettings;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides where the session model of a round begins: at the champion's, or from nothing. */
record WarmRounds(WarmSettings settings, String model) {
    private static final Logger LOG = LoggerFactory.getLogger(WarmRounds.class);

    /**
     * The champion, if the round is to go on from it: not where it is time to begin from nothing, and not where it has
     * learned from what the candidate is judged on.
     *
     * @param untilMs event time of the newest event that the candidate learns from
     */
    Optional<Release> parent(ReleaseHistory history, long untilMs) {
        return history.champion(model)
                .filter(champion -> champion.trainedUntilMs() <= untilMs)
                .filter(champion -> warmSinceFull(history) < settings.fullEvery() - 1);
    }

    private long warmSinceFull(ReleaseHistory history) {
        List<Release> newestFirst = history.versions(model).stream()
                .sorted(Comparator.comparingLong(Release::createdAtMs).reversed())
                .toList();
        return newestFirst.stream()
                .takeWhile(release -> !release.lineage().parentVersion().isEmpty())
                .count();
    }

    /** Its end, if the round trains in the same way; what cannot be read is no reason to train nothing. */
    static Optional<LearnerStart> start(Release parent, GruSettings how) {
        try {
            LearnerStart start = LearnerLoader.load(ModelRegistry.pathOf(parent.uri()), parent.sha256());
            if (how.goesOnFrom(start.settings())) {
                return Optional.of(start);
            }
            LOG.info("{} was trained with other settings: the round begins from nothing", parent.version());
        } catch (ModelRefusedException unreadable) {
            LOG.warn("The champion cannot be read, so that the round begins from nothing: {}", unreadable.getMessage());
        }
        return Optional.empty();
    }
}
