package io.segue.streaming.e2e;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.rank.LiveReplay;
import io.segue.models.rank.RankFeature;
import io.segue.models.rank.RankNetwork;
import io.segue.models.retrieval.Retriever;
import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.Scorer;
import io.segue.operators.model.ModelSource;
import io.segue.operators.model.RegistryModelSource;
import io.segue.operators.model.ServingModel;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.live.LiveSettings;
import io.segue.state.live.PastCounts;
import io.segue.state.release.Delta;
import io.segue.state.release.Release;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Real models, beside a ranker of random weights, which reads all its features, and a made-up index of sessions. */
record RankedModelSource(RegistryModelSource models) implements ModelSource {
    private static final long serialVersionUID = 1L;
    private static final int UNITS = 8;
    private static final double WEIGHT = 0.1;
    private static final int ITEMS = 100;
    private static final int PAST_FIRST = 50;
    /** When the events of the test end; the past ends among the first of them. */
    static final Instant EVENTS_END = Instant.now();

    private static final Instant PAST_ENDS =
            EVENTS_END.minus(SmallModel.HISTORY).plus(Duration.ofSeconds(5));

    /** So that everybody's proposals come to the top of some list. */
    private static final List<RankFeature> LIKED = List.of(
            RankFeature.MODEL_RECIPROCAL_RANK,
            RankFeature.SIMILAR_RECIPROCAL_RANK,
            RankFeature.SUCCESSOR_RECIPROCAL_RANK,
            RankFeature.SESSION_RECENCY,
            RankFeature.POPULARITY_FAST);

    @Override
    public CompletableFuture<ServingModel> load(Release release) {
        return models.load(release).thenApply(loaded -> new ServingModel(new Ranked(loaded.model()), loaded.onClose()));
    }

    @Override
    public CompletableFuture<ServingModel> patch(Release release, NextItemModel start, List<Delta> deltas) {
        throw new UnsupportedOperationException("nobody learns here");
    }

    @Override
    public Executor opener() {
        return models.opener();
    }

    static RankNetwork network() {
        Random random = new Random(20261122);
        int features = RankFeature.names().size();
        float[] scale = new float[features];
        Arrays.fill(scale, 1);
        float[] linear = drawn(features, random);
        for (RankFeature liked : LIKED) {
            linear[liked.ordinal()] = 1;
        }
        return new RankNetwork(
                drawn(features, random),
                scale,
                linear,
                drawn(features * UNITS, random),
                drawn(UNITS, random),
                drawn(UNITS, random));
    }

    private static float[] drawn(int count, Random random) {
        float[] drawn = new float[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = (float) (WEIGHT * random.nextGaussian());
        }
        return drawn;
    }

    /** Neighbours by number. */
    static List<ScoredItem> similar(SessionTail session, int count) {
        List<ScoredItem> similar = new ArrayList<>();
        int newest = Math.floorMod(session.newest().itemId().hashCode(), 100);
        for (int i = 1; i <= Math.min(count, 7); i++) {
            similar.add(new ScoredItem("item-" + (newest + i * session.events().size()) % 100, 1f / i));
        }
        return similar;
    }

    /** Counts from before the job, of every item of the second half and the one after it. */
    static PastCounts past(LiveSettings settings) {
        LiveReplay trained = new LiveReplay(settings, ItemCatalogue.EMPTY);
        long endMs = PAST_ENDS.toEpochMilli();
        for (int i = PAST_FIRST; i < ITEMS; i++) {
            SessionEvent first = new SessionEvent("item-" + i, InteractionType.VIEW, endMs - 2_000);
            SessionEvent second = new SessionEvent(
                    "item-" + Math.max(PAST_FIRST, (i + 1) % ITEMS), InteractionType.VIEW, endMs - 1_000);
            trained.observe(
                    "past-" + i, "past-" + i, new SessionTail(List.of(first, second), ContextFeatures.NO_PRECEDING));
        }
        return trained.counts();
    }

    private record Ranked(NextItemModel model) implements NextItemModel {
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
        public Optional<RankNetwork> ranker() {
            return Optional.of(network());
        }

        @Override
        public Optional<Retriever> similar() {
            return Optional.of(RankedModelSource::similar);
        }

        @Override
        public PastCounts past(LiveSettings settings) {
            return RankedModelSource.past(settings);
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
}
