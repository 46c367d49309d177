package io.segue.models.recommender;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.BatchRetriever;
import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.Scorer;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.session.SessionTail;
import java.util.List;

/** A session model as retriever. It replays every session from the start, so that nothing is carried along. */
public final class ModelRetriever implements BatchRetriever {
    private final NextItemModel model;
    private final Scorer scorer;
    private final boolean excludesNewest;

    /**
     * A retriever that owns the model.
     *
     * @param catalogue items that are announced to the model, those that it was not trained on included
     * @param excludesNewest whether the item just seen is never the next one
     */
    public ModelRetriever(NextItemModel model, ItemCatalogue catalogue, boolean excludesNewest) {
        this.model = model;
        this.scorer = model.newScorer();
        this.excludesNewest = excludesNewest;
        catalogue.items().forEach(scorer::setContent);
    }

    @Override
    public List<List<ScoredItem>> propose(List<SessionTail> sessions, int count) {
        List<ModelRequest> requests = sessions.stream()
                .map(session -> ModelRequest.replay(
                        session, excludesNewest ? session.newest().itemId() : ""))
                .toList();
        return requests.isEmpty()
                ? List.of()
                : scorer.recommend(requests, count).stream()
                        .map(ModelAnswer::items)
                        .toList();
    }

    @Override
    public void close() {
        scorer.close();
        model.close();
    }
}
