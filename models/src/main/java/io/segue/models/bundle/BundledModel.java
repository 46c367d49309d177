package io.segue.models.bundle;

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

/** A session model and what its bundle holds beside it. */
record BundledModel(
        NextItemModel model, Optional<Retriever> similar, Optional<RankNetwork> ranker, Optional<TrainedCounts> counts)
        implements NextItemModel {
    private static final Logger LOG = LoggerFactory.getLogger(BundledModel.class);

    @Override
    public PastCounts past(LiveSettings settings) {
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
