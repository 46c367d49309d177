package io.segue.models.bundle;

import io.segue.models.delta.WeightsDelta;
import io.segue.models.device.DeviceChoice;
import io.segue.models.gru.GruModel;
import io.segue.models.gru.GruState;
import io.segue.models.rank.RankNetwork;
import io.segue.models.rank.TrainedCounts;
import io.segue.models.retrieval.Retriever;
import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.Scorer;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.live.LiveSettings;
import io.segue.state.live.PastCounts;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session model and what its bundle holds beside it.
 *
 * @param patchable what deltas are applied to
 */
record BundledModel(GruModel model, Retrieval beside, Patchable patchable) implements NextItemModel {
    private static final Logger LOG = LoggerFactory.getLogger(BundledModel.class);

    record Retrieval(Optional<Retriever> similar, Optional<RankNetwork> ranker, Optional<TrainedCounts> counts) {}

    /**
     * Where the weights of the model are on the Java side. A model as it was released reads its bundle again, so that
     * nobody who sees no deltas pays for them; one that learned keeps them, because the next delta is a minute away.
     */
    @FunctionalInterface
    interface Patchable {
        Learned learned() throws ModelRefusedException;
    }

    /** @param number of the newest delta in it, 0 for the bundle itself */
    record Learned(GruState state, int number, DeviceChoice device) {
        /**
         * With what was learned since.
         *
         * @throws IllegalArgumentException if the delta does not apply to this state of this version
         */
        Learned patched(WeightsDelta delta, String version) {
            WeightsDelta.Head head = delta.head();
            if (!head.version().equals(version) || !head.appliesTo(number)) {
                throw new IllegalArgumentException("it is delta " + head.number() + " from " + head.from()
                        + " of version " + head.version() + ", but the model is state " + number + " of version "
                        + version);
            }
            return new Learned(state.patched(delta), head.number(), device);
        }
    }

    /**
     * A model that learned more, with weights of its own. The index of sessions, the ranker and the counts are those of
     * this one, which stays what it is; either may be closed first.
     */
    BundledModel with(Learned more) {
        GruModel patched = more.state().open(version(), more.device());
        try {
            patched.warmUp();
            return new BundledModel(patched, beside, () -> more);
        } catch (RuntimeException | Error failed) {
            patched.close();
            throw failed;
        }
    }

    @Override
    public Optional<Retriever> similar() {
        return beside.similar();
    }

    @Override
    public Optional<RankNetwork> ranker() {
        return beside.ranker();
    }

    @Override
    public PastCounts past(LiveSettings settings) {
        Optional<TrainedCounts> counts = beside.counts();
        if (counts.isPresent() && !counts.get().areCountedBy(settings)) {
            LOG.warn(
                    "The counts of model {} have other half-lives than this job, which begins with none: train it with"
                            + " the job's options",
                    version());
            return PastCounts.NONE;
        }
        return counts.isPresent() ? counts.get() : PastCounts.NONE;
    }

    @Override
    public String version() {
        return model.version();
    }

    @Override
    public int hiddenSize() {
        return model.hiddenSize();
    }

    @Override
    public int itemsCount() {
        return model.itemsCount();
    }

    @Override
    public ItemCatalogue catalogue() {
        return model.catalogue();
    }

    @Override
    public boolean knows(String itemId) {
        return model.knows(itemId);
    }

    @Override
    public boolean ignoresVectorOf(ItemContent content) {
        return model.ignoresVectorOf(content);
    }

    @Override
    public boolean hasMemory() {
        return model.hasMemory();
    }

    @Override
    public String deviceName() {
        return model.deviceName();
    }

    @Override
    public Scorer newScorer() {
        return model.newScorer();
    }

    @Override
    public void close() {
        model.close();
    }
}
