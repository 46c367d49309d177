package io.segue.models.bundle;

import io.segue.models.rank.RankNetwork;
import io.segue.models.retrieval.Retriever;
import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.Scorer;
import java.util.Optional;

/** A session model and what its bundle holds beside it. */
record BundledModel(NextItemModel model, Optional<Retriever> similar, Optional<RankNetwork> ranker)
        implements NextItemModel {
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
    public int vectorLength() {
        return model.vectorLength();
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
