package io.segue.streaming.retrain;

import io.segue.models.delta.DeltaFile;
import io.segue.models.delta.WeightsDelta;
import io.segue.models.gru.GruLearner;
import io.segue.models.gru.LearnedStep;
import io.segue.operators.learn.LearningModel;
import io.segue.state.item.Item;
import io.segue.state.release.Delta;
import io.segue.state.release.Release;
import io.segue.state.session.SessionTail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A {@link GruLearner} whose deltas go into the folder of its version, under numbers that are never given twice. */
final class BundleLearner implements LearningModel {
    private final Release release;
    private final GruLearner learner;
    private final DeltaFolder folder;
    private final List<Delta> published;
    private final int itemsReleased;
    private final Runnable onFirstDelta;
    private boolean hasPublished;
    /** What was published before is not what the learner began with, or the last delta was not kept. */
    private boolean mustBeComplete;

    /**
     * A learner that owns the other one.
     *
     * @param start from which it began: the newest of the folder, or none for the bundle itself
     * @param itemsReleased items of the bundle
     * @param onFirstDelta that it published by itself
     */
    BundleLearner(
            Release release,
            GruLearner learner,
            DeltaFolder folder,
            List<KeptDelta> start,
            int itemsReleased,
            Runnable onFirstDelta) {
        this.release = release;
        this.learner = learner;
        this.folder = folder;
        this.published = start.stream().map(KeptDelta::delta).toList();
        this.itemsReleased = itemsReleased;
        this.onFirstDelta = onFirstDelta;
        this.mustBeComplete = start.isEmpty();
    }

    @Override
    public List<Delta> published() {
        return published;
    }

    @Override
    public long learnedUntilMs() {
        return published.isEmpty()
                ? release.trainedUntilMs()
                : published.get(published.size() - 1).learnedUntilMs();
    }

    @Override
    public void announce(Item item) {
        learner.announce(item.itemId(), item.content());
    }

    @Override
    public void recall(String itemId) {
        learner.recall(itemId);
    }

    @Override
    public void observe(String userId, SessionTail session) {
        learner.observe(userId, session);
    }

    @Override
    public boolean isDue() {
        return learner.isDue();
    }

    @Override
    public LearnedStep learn() {
        return learner.learn();
    }

    @Override
    public Delta publish() throws IOException {
        boolean isComplete = mustBeComplete || folder.isCompleteNext();
        mustBeComplete = true;
        WeightsDelta made = learner.delta(isComplete);
        int number = folder.newestNumber() + 1;
        int from = isComplete ? 0 : folder.newestNumber();
        WeightsDelta.Head head = new WeightsDelta.Head(
                release.version(), number, from, made.head().learnedUntilMs());
        Path file = folder.delta(number);
        String sha256 = DeltaFile.write(file, new WeightsDelta(head, made.items(), made.tables(), made.dense()));
        Optional<String> sums = isComplete ? Optional.of(learner.writeSums(folder.sums(number))) : Optional.empty();
        Delta delta = new Delta(
                release.name(),
                release.version(),
                number,
                from,
                file.toUri().toString(),
                sha256,
                head.learnedUntilMs(),
                System.currentTimeMillis());
        folder.add(delta, sums);
        mustBeComplete = false;
        if (!hasPublished) {
            hasPublished = true;
            onFirstDelta.run();
        }
        return delta;
    }

    @Override
    public int itemsCount() {
        return learner.vocabulary().size();
    }

    @Override
    public int itemsAdded() {
        return itemsCount() - itemsReleased;
    }

    @Override
    public void close() {
        learner.close();
    }
}
