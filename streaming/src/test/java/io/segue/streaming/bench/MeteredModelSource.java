package io.segue.streaming.bench;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.rank.RankNetwork;
import io.segue.models.retrieval.Retriever;
import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.Scorer;
import io.segue.operators.model.ModelSource;
import io.segue.operators.model.RegistryModelSource;
import io.segue.operators.model.ServingModel;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.live.LiveSettings;
import io.segue.state.live.PastCounts;
import io.segue.state.release.Delta;
import io.segue.state.release.Release;
import io.segue.state.session.SessionTail;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Real models, whose calls are parts of their own. */
record MeteredModelSource(RegistryModelSource models, CostMeter meter) implements ModelSource {
    private static final long serialVersionUID = 1L;

    @Override
    public CompletableFuture<ServingModel> load(Release release) {
        return models.load(release)
                .thenApply(loaded -> new ServingModel(new Metered(loaded.model(), meter), loaded.onClose()));
    }

    @Override
    public CompletableFuture<ServingModel> patch(Release release, NextItemModel start, List<Delta> deltas) {
        throw new UnsupportedOperationException("nothing learns here");
    }

    @Override
    public Executor opener() {
        return Runnable::run;
    }

    private static <T> T measured(CostMeter meter, String part, Supplier<T> work) {
        try {
            return meter.measure(part, work::get);
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception checked) {
            throw new IllegalStateException(checked);
        }
    }

    private record MeteredRetriever(Retriever index, CostMeter meter) implements Retriever {
        @Override
        public List<ScoredItem> propose(SessionTail session, int count) {
            return measured(meter, "similar sessions", () -> index.propose(session, count));
        }
    }

    private record MeteredScorer(Scorer scorer, CostMeter meter) implements Scorer {
        @Override
        public void setAvailable(String itemId, boolean available) {
            scorer.setAvailable(itemId, available);
        }

        @Override
        public void setContent(String itemId, ItemContent content) {
            scorer.setContent(itemId, content);
        }

        @Override
        public List<ModelAnswer> recommend(List<ModelRequest> batch, int count) {
            return measured(meter, "model call", () -> scorer.recommend(batch, count));
        }

        @Override
        public void close() {
            scorer.close();
        }
    }

    private record Metered(NextItemModel model, CostMeter meter) implements NextItemModel {
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
        public String deviceName() {
            return model.deviceName();
        }

        @Override
        public Optional<Retriever> similar() {
            return model.similar().map(index -> new MeteredRetriever(index, meter));
        }

        @Override
        public Optional<RankNetwork> ranker() {
            return model.ranker();
        }

        @Override
        public PastCounts past(LiveSettings settings) {
            return model.past(settings);
        }

        @Override
        public ItemCatalogue catalogue() {
            return model.catalogue();
        }

        @Override
        public Scorer newScorer() {
            return new MeteredScorer(model.newScorer(), meter);
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
