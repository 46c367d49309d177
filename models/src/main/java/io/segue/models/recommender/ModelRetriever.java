package io.segue.models.recommender;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.BatchRetriever;
import io.segue.models.retrieval.SessionTurn;
import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.Scorer;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.session.UserSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A session model as retriever. It replays every session from the start. With a model with a memory it follows the job:
 * a user has one session at a time, which starts with what the one before left behind.
 */
public final class ModelRetriever implements BatchRetriever {
    private final NextItemModel model;
    private final Scorer scorer;
    private final boolean excludesNewest;
    private final Optional<UserPasts> pasts;

    /**
     * A retriever that owns the model.
     *
     * @param catalogue items that are announced to the model, those that it was not trained on included
     * @param excludesNewest whether the item just seen is never the next one
     * @param history sessions before the turns that it will hear of
     */
    public ModelRetriever(
            NextItemModel model, ItemCatalogue catalogue, boolean excludesNewest, List<UserSession> history) {
        this.model = model;
        this.scorer = told(model, catalogue);
        this.excludesNewest = excludesNewest;
        this.pasts = model.hasMemory() ? Optional.of(new UserPasts(history)) : Optional.empty();
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
    public List<List<ScoredItem>> propose(List<SessionTurn> turns, int count) {
        List<ModelRequest> requests = pasts.isPresent() ? remembering(pasts.get(), turns) : forgetting(turns);
        Iterator<ModelAnswer> answers = requests.isEmpty()
                ? Collections.emptyIterator()
                : scorer.recommend(requests, count).iterator();
        return turns.stream()
                .map(turn -> turn.isAsked() ? answers.next().items() : List.<ScoredItem>of())
                .toList();
    }

    /** One request for each turn that is asked; so too {@link #remembering}. */
    private List<ModelRequest> forgetting(List<SessionTurn> turns) {
        return turns.stream()
                .filter(SessionTurn::isAsked)
                .map(turn -> ModelRequest.replay(turn.session(), excluded(turn)))
                .toList();
    }

    private List<ModelRequest> remembering(UserPasts pasts, List<SessionTurn> turns) {
        List<SessionTurn> asked = new ArrayList<>(turns.size());
        List<UserPasts.Open> open = new ArrayList<>(turns.size());
        for (SessionTurn turn : turns) {
            UserPasts.Open session = pasts.heard(turn.userId(), turn.sessionId(), turn.session());
            if (turn.isAsked()) {
                asked.add(turn);
                open.add(session);
            }
        }
        List<float[]> memories = UserPasts.memories(open, scorer);
        List<ModelRequest> requests = new ArrayList<>(asked.size());
        for (int i = 0; i < asked.size(); i++) {
            requests.add(ModelRequest.replay(memories.get(i), open.get(i).tail(), excluded(asked.get(i))));
        }
        return requests;
    }

    private String excluded(SessionTurn turn) {
        return excludesNewest ? turn.session().newest().itemId() : "";
    }

    @Override
    public void close() {
        scorer.close();
        model.close();
    }
}
