package io.segue.models.rank;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.SessionTurn;
import io.segue.models.training.TooLittleToLearnException;
import io.segue.models.training.TrainingSet;
import io.segue.models.training.TrainingTurn;
import io.segue.state.interaction.InteractionType;
import io.segue.state.live.LiveSettings;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Trains a ranker on a time split inside the training data: the retrievers learn from the older part, then the newer one
 * is replayed through {@link LiveReplay}, and every turn whose next item was proposed is an example. What the ranker
 * sees of a retriever is thus what serving will see: its lists for events that it was not trained on.
 */
public final class RankTrainer {
    private static final int BUNDLE = 256;
    private static final int EXAMPLES_MIN = 20;

    private final RankTrainingSettings training;
    private final RankSettings settings;
    private final LiveSettings liveSettings;
    private final boolean isLive;

    /** @param isLive whether items are counted on during the newer part, as the job does */
    public RankTrainer(
            RankTrainingSettings training, RankSettings settings, LiveSettings liveSettings, boolean isLive) {
        this.training = training;
        this.settings = settings;
        this.liveSettings = liveSettings;
        this.isLive = isLive;
    }

    /** Trains, and nobody hears of it. */
    public RankNetwork train(TrainingSet data, Function<TrainingSet, Retrievers> fit, long seed) {
        return train(data, fit, NewerPartListener.NONE, seed);
    }

    /**
     * Trains.
     *
     * @param fit trains the retrievers; called once, with the older part
     * @param listener hears of every turn of the newer part, and of every step
     * @throws TooLittleToLearnException if there is too little to learn from
     * @throws CancellationException if the thread is interrupted
     */
    public RankNetwork train(
            TrainingSet data, Function<TrainingSet, Retrievers> fit, NewerPartListener listener, long seed) {
        List<TrainingTurn> turns = TrainingTurn.inTimeOrder(data.sessions());
        int cut = (int) (turns.size() * (1 - training.slice()));
        long cutMs = turns.isEmpty() ? 0 : turns.get(cut).timestampMs();
        TrainingSet older = before(data, cutMs);
        List<TrainingTurn> newer =
                turns.stream().filter(turn -> turn.timestampMs() >= cutMs).toList();
        BitSet chosen = chosen(newer);
        // Before the retrievers are trained, which takes long: there are no more examples than these.
        requireEnough(chosen.cardinality(), turns.size());
        LiveReplay replay = new LiveReplay(liveSettings, data.catalogue());
        List<RankExample> examples = new ArrayList<>();
        try (Retrievers retrievers = fit.apply(older)) {
            for (TrainingTurn turn : turns.subList(0, turns.size() - newer.size())) {
                replay.observe(turn.userId(), turn.sessionId(), turn.tail());
            }
            if (!isLive) {
                replay.freeze();
            }
            for (int from = 0; from < newer.size(); from += BUNDLE) {
                List<TrainingTurn> bundle = newer.subList(from, Math.min(newer.size(), from + BUNDLE));
                play(bundle, from, chosen, retrievers, replay, data.repeatsCollapsed(), examples, listener);
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("the ranker's training was interrupted at turn " + from);
                }
            }
        }
        requireEnough(examples.size(), turns.size());
        return new RankFit(examples, training, feature -> settings.reads(feature) && (isLive || !feature.isLive()))
                .fit(seed, listener);
    }

    private void requireEnough(int examples, int events) {
        if (examples < EXAMPLES_MIN) {
            throw new TooLittleToLearnException("too little to train a ranker: " + examples
                    + " turns of the newest " + training.slice() + " of " + events
                    + " events have a next item that was proposed and that the objective counts (weight of a next item "
                    + training.nextItemWeight() + ", of a purchase " + training.purchaseWeight() + "); at least "
                    + EXAMPLES_MIN + " are needed");
        }
    }

    /** The events before a moment; sessions that it cuts short to one event are left out. */
    private static TrainingSet before(TrainingSet data, long cutMs) {
        List<UserSession> older = new ArrayList<>();
        for (UserSession session : data.sessions()) {
            List<SessionEvent> events = session.tail().events().stream()
                    .filter(event -> event.timestampMs() < cutMs)
                    .toList();
            if (events.size() >= 2) {
                older.add(new UserSession(
                        session.userId(),
                        session.sessionId(),
                        new SessionTail(events, session.tail().precedingTimestampMs())));
            }
        }
        return new TrainingSet(older, data.catalogue(), data.repeatsCollapsed());
    }

    /** The turns that become examples: those that count for the objective, evenly thinned out where they are too many. */
    private BitSet chosen(List<TrainingTurn> newer) {
        int[] counting = IntStream.range(0, newer.size())
                .filter(i ->
                        newer.get(i).next().filter(next -> weight(next) > 0).isPresent())
                .toArray();
        int stride = Math.max(1, (counting.length + training.examplesMax() - 1) / training.examplesMax());
        BitSet chosen = new BitSet(newer.size());
        for (int i = 0; i < counting.length; i += stride) {
            chosen.set(counting[i]);
        }
        return chosen;
    }

    private double weight(SessionEvent next) {
        return next.type() == InteractionType.PURCHASE ? training.purchaseWeight() : training.nextItemWeight();
    }

    private void play(
            List<TrainingTurn> bundle,
            int from,
            BitSet chosen,
            Retrievers retrievers,
            LiveReplay replay,
            boolean excludesNewest,
            List<RankExample> examples,
            NewerPartListener listener) {
        List<SessionTurn> heard = bundle.stream()
                .map(turn -> new SessionTurn(turn.userId(), turn.sessionId(), turn.tail(), true))
                .toList();
        List<List<ScoredItem>> model = retrievers.model().propose(heard, settings.proposalsMax());
        List<List<ScoredItem>> similar = retrievers.similar().propose(heard, settings.proposalsMax());
        for (int i = 0; i < bundle.size(); i++) {
            TrainingTurn turn = bundle.get(i);
            RankQuery query = replay.turn(turn.userId(), turn.sessionId(), turn.tail(), model.get(i), similar.get(i));
            listener.onTurn(turn, query, replay.items());
            if (turn.next().isPresent() && chosen.get(from + i)) {
                example(query, turn.next().get(), replay, excludesNewest).ifPresent(examples::add);
            }
        }
    }

    private Optional<RankExample> example(
            RankQuery query, SessionEvent next, LiveReplay replay, boolean excludesNewest) {
        String newest = query.session().newest().itemId();
        List<Candidate> candidates =
                CandidateUnion.of(query, replay.items(), settings, itemId -> !excludesNewest || !itemId.equals(newest));
        for (int target = 0; target < candidates.size(); target++) {
            if (candidates.get(target).itemId().equals(next.itemId())) {
                float[] features =
                        RankFeatures.of(query, candidates, replay.items()).toRows();
                return Optional.of(RankExample.plain(features, candidates.size(), target, (float) weight(next)));
            }
        }
        return Optional.empty();
    }
}
