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
import org.jspecify.annotations.Nullable;

/**
 * A session model as retriever. It replays every session from the start; what a model with a memory carries along is
 * where a session starts.
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
     * @param history sessions before the turns that it will hear of, in order of their first event
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
        List<SessionTurn> asked = turns.stream().filter(SessionTurn::isAsked).toList();
        List<float[]> memories = memories(turns);
        List<ModelRequest> requests = new ArrayList<>(asked.size());
        for (SessionTurn turn : asked) {
            String excluded = excludesNewest ? turn.session().newest().itemId() : "";
            requests.add(ModelRequest.replay(memories.get(requests.size()), turn.session(), excluded));
        }
        Iterator<ModelAnswer> answers = requests.isEmpty()
                ? Collections.emptyIterator()
                : scorer.recommend(requests, count).iterator();
        return turns.stream()
                .map(turn -> turn.isAsked() ? answers.next().items() : List.<ScoredItem>of())
                .toList();
    }

    /** What the session of each turn that is asked began with. */
    private List<float[]> memories(List<SessionTurn> turns) {
        if (pasts.isEmpty()) {
            return Collections.nCopies(turns.size(), UserPasts.NO_MEMORY);
        }
        List<UserPasts.@Nullable Past> before = new ArrayList<>(turns.size());
        for (SessionTurn turn : turns) {
            UserPasts.Past past = pasts.get().heard(turn.userId(), turn.session());
            if (turn.isAsked()) {
                before.add(past);
            }
        }
        return UserPasts.states(before, scorer);
    }

    @Override
    public void close() {
        scorer.close();
        model.close();
    }
}
