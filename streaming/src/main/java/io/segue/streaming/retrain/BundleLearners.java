package io.segue.streaming.retrain;

import io.segue.connectors.replay.ItemReader;
import io.segue.models.bundle.LearnerLoader;
import io.segue.models.bundle.ModelRefusedException;
import io.segue.models.bundle.ModelRegistry;
import io.segue.models.delta.HashedFile;
import io.segue.models.device.DeviceChoice;
import io.segue.models.gru.GruLearner;
import io.segue.models.gru.LearnerStart;
import io.segue.operators.learn.LearningModel;
import io.segue.operators.learn.LearningStore;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.release.Release;
import io.segue.streaming.options.JobSettings;
import io.segue.streaming.options.LearnSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learners of the bundles that releases point to; what they learn goes into the model store. */
public final class BundleLearners implements LearningStore {
    private static final Logger LOG = LoggerFactory.getLogger(BundleLearners.class);
    /** To read a compacted topic to its end. */
    private static final Duration TOPIC_TIMEOUT = Duration.ofMinutes(1);
    /** After which nobody applies deltas of a version that is learned on no more. */
    private static final Duration GRACE = Duration.ofHours(1);

    private static final String SUFFIX = ".deltas";

    private final JobSettings job;
    private final LearnSettings learn;
    private final Path bundles;
    private final ModelStoreLock lock;

    private BundleLearners(JobSettings job, LearnSettings learn, Path bundles, ModelStoreLock lock) {
        this.job = job;
        this.learn = learn;
        this.bundles = bundles;
        this.lock = lock;
    }

    /** Opens them where the job runs. */
    public record Factory(JobSettings job, LearnSettings learn) implements LearningStore.Factory {
        private static final long serialVersionUID = 1L;

        @Override
        public LearningStore open() {
            String model = job.scorer().serving().modelName();
            String owner = "process " + ProcessHandle.current().pid();
            Path store = learn.store().toAbsolutePath();
            return new BundleLearners(
                    job, learn, store.resolve(model), ModelStoreLock.take(store, model, "learner", owner));
        }
    }

    @Override
    public LearningModel load(Release release) throws ModelRefusedException, IOException {
        DeltaFolder folder = DeltaFolder.open(bundles, release.version());
        List<KeptDelta> chain = folder.chain();
        if (folder.newestNumber() > 0 && chain.isEmpty()) {
            LOG.warn("The deltas of {} up to {} are not all there", release.version(), folder.newestNumber());
        }
        try {
            return load(release, folder, chain);
        } catch (ModelRefusedException broken) {
            if (chain.isEmpty()) {
                throw broken;
            }
            LOG.warn("Model {} learns on from its release, for its deltas are broken", release.version(), broken);
            return load(release, folder, List.of());
        }
    }

    private LearningModel load(Release release, DeltaFolder folder, List<KeptDelta> chain)
            throws ModelRefusedException {
        Optional<HashedFile> sums =
                chain.isEmpty() ? Optional.empty() : chain.get(0).sums();
        LearnerStart start = LearnerLoader.load(
                ModelRegistry.pathOf(release.uri()),
                release.sha256(),
                chain.stream().map(KeptDelta::hashed).toList(),
                sums);
        ItemCatalogue items = ItemReader.read(job.source().connection(), job.topics(), job.limits(), TOPIC_TIMEOUT);
        GruLearner learner = new GruLearner(start, items, learn.gru(), new DeviceChoice(job.device()));
        return new BundleLearner(
                release,
                learner,
                folder,
                chain,
                start.bundle().known().vocabulary().size(),
                () -> emptyOthers(release.version()));
    }

    /** Serving may lag behind the releases: what other versions learned goes some time after it was written. */
    private void emptyOthers(String version) {
        long nowMs = System.currentTimeMillis();
        List<String> versions;
        try (Stream<Path> folders = Files.list(bundles)) {
            versions = folders.map(folder -> String.valueOf(folder.getFileName()))
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(name -> !name.equals(version))
                    .toList();
        } catch (IOException unreadable) {
            LOG.warn("The deltas of other versions stay: {}", unreadable.getMessage());
            return;
        }
        for (String other : versions) {
            try {
                DeltaFolder folder = DeltaFolder.open(bundles, other);
                if (folder.isUnchangedSince(nowMs - GRACE.toMillis())) {
                    folder.empty();
                }
            } catch (IOException unreadable) {
                LOG.warn("The deltas of {} stay: {}", other, unreadable.getMessage());
            }
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
