package io.segue.operators.ranking;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.rank.CandidateRanker;
import io.segue.models.rank.RankNetwork;
import io.segue.models.rank.RankQuery;
import io.segue.models.rank.RankedItem;
import io.segue.models.rank.RankedList;
import io.segue.models.rules.ListRules;
import io.segue.models.rules.RuleContext;
import io.segue.operators.turn.LaneScores;
import io.segue.operators.turn.NeighbouredTurn;
import io.segue.operators.turn.ScoredTurn;
import io.segue.operators.turn.TurnVariant;
import io.segue.state.live.LiveItems;
import io.segue.state.live.Neighbour;
import io.segue.state.live.RankerState;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.recommendation.Source;
import io.segue.state.release.VariantList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The lists that one turn can be answered with: the champion's, and those of its user's variants. The same rules for all. */
final class TurnLists {
    /** How long ago something may be that a variant with this list takes for popular. */
    private static final Duration POPULARITY = Duration.ofHours(1);

    private final RankerSettings settings;
    private final ListRules rules;
    private final LiveItems items;
    private final RankNetworks networks;
    private final Predicate<String> available;
    private final NeighbouredTurn neighboured;
    private final RankerState state;

    /** @param state of the user, the turn included */
    TurnLists(
            RankerSettings settings,
            LiveItems items,
            RankNetworks networks,
            Predicate<String> available,
            NeighbouredTurn neighboured,
            RankerState state) {
        this.settings = settings;
        this.rules = new ListRules(settings.rules());
        this.items = items;
        this.networks = networks;
        this.available = available;
        this.neighboured = neighboured;
        this.state = state;
    }

    private ScoredTurn turn() {
        return neighboured.turn();
    }

    RankedList ofChampion() {
        Optional<RankNetwork> network =
                turn().hasModel() ? networks.of(turn().model().version()) : Optional.empty();
        return ranked(turn().champion(), network, turn().model());
    }

    /** Whether what the variant needs is there. */
    boolean canMake(TurnVariant variant) {
        return switch (variant.list()) {
            case RANKED ->
                variant.lane() != TurnVariant.NO_MODEL
                        && networks.knows(lane(variant).version());
            case MODEL -> variant.lane() != TurnVariant.NO_MODEL;
            case POPULARITY, SUCCESSORS -> true;
        };
    }

    /** How the lists of a variant are named. */
    ModelVersion modelOf(TurnVariant variant) {
        return new ModelVersion(
                variant.list().needsModel() ? lane(variant).version() : ModelVersion.NONE, variant.id());
    }

    /** The list of a variant that can make one. */
    RankedList of(TurnVariant variant) {
        ModelVersion model = modelOf(variant);
        return switch (variant.list()) {
            case RANKED -> ranked(lane(variant), networks.of(model.version()), model);
            case MODEL -> listed(proposed(lane(variant).proposals()), model);
            case POPULARITY -> listed(popular(model), model);
            case SUCCESSORS -> listed(successors(), model);
        };
    }

    /** Why a list of a variant is what it is, in words. */
    String reasonOf(VariantList list) {
        return switch (list) {
            case RANKED -> "next item in the session, after " + turn().itemId();
            case MODEL -> "what the session model expects after " + turn().itemId();
            case POPULARITY -> "what was popular in about the last hour";
            case SUCCESSORS -> "what followed the items of the session";
        };
    }

    private LaneScores lane(TurnVariant variant) {
        return variant.lane() == TurnVariant.CHAMPION
                ? turn().champion()
                : turn().lanes().get(variant.lane() - 1);
    }

    private RankedList ranked(LaneScores lane, Optional<RankNetwork> network, ModelVersion model) {
        RankQuery query = new RankQuery(
                turn().tail(),
                state.history(),
                state.neighbours(),
                neighboured.newestNeighbours(),
                lane.proposals(),
                lane.similar());
        RuleContext context = context(model);
        int count = rules.rankedCount(settings.listLength());
        Predicate<String> wanted = rules.wanted(context);
        RankedList ranked = network.isPresent()
                ? new CandidateRanker(network.get(), settings.rank()).list(query, items, wanted, count)
                : CandidateRanker.byFusion(query, items, settings.rank(), wanted, count);
        return new RankedList(rules.apply(ranked.items(), context, settings.listLength()), ranked.candidates());
    }

    private RankedList listed(List<RankedItem> all, ModelVersion model) {
        RuleContext context = context(model);
        Predicate<String> wanted = rules.wanted(context);
        List<RankedItem> best = all.stream()
                .filter(item -> wanted.test(item.itemId()))
                .limit(rules.rankedCount(settings.listLength()))
                .toList();
        return new RankedList(rules.apply(best, context, settings.listLength()), all.size());
    }

    private List<RankedItem> proposed(List<ScoredItem> proposals) {
        List<String> because = List.of("fits this session, after " + turn().itemId());
        return proposals.stream()
                .map(item -> new RankedItem(item.itemId(), item.score(), Source.GRU, because))
                .toList();
    }

    private List<RankedItem> popular(ModelVersion model) {
        int speed = settings.live().popularity().nearestTo(POPULARITY);
        List<RankedItem> popular = new ArrayList<>();
        for (String itemId :
                items.popularAt(speed, rules.rankedCount(settings.listLength()), rules.wanted(context(model)))) {
            popular.add(new RankedItem(itemId, 1f / (popular.size() + 1), Source.POPULARITY, List.of("popular now")));
        }
        return popular;
    }

    private List<RankedItem> successors() {
        List<RankedItem> successors = new ArrayList<>();
        for (Neighbour neighbour : state.neighbours().neighbours()) {
            successors.add(new RankedItem(
                    neighbour.itemId(),
                    neighbour.strength(),
                    Source.SUCCESSORS,
                    List.of("follows " + neighbour.causeItemId())));
        }
        return successors;
    }

    private RuleContext context(ModelVersion model) {
        return new RuleContext(
                () -> Recommendation.idOf(turn().trigger(), model),
                turn().itemId(),
                turn().eventTimeMs(),
                state.history(),
                state.impressions(),
                items,
                available);
    }
}
