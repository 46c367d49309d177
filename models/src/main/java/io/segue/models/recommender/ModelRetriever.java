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
        this.scorer = told(model, catalogue);
        this.excludesNewest = excludesNewest;
    }

    /** A scorer that knows the catalogue. Where that fails the model is closed: there is nobody yet to own it. */
    private static Scorer told(NextItemModel model, ItemCatalogue catalogue) {
        try {
            Scorer scorer = model.newScorer();
            catalogue.items().forEach(scorer::setContent);
            return scorer;
        } catch (RuntimeException | Error failed) {
            model.close();
            throw failed;
        }
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
