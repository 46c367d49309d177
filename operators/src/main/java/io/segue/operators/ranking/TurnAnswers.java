package io.segue.operators.ranking;

import io.segue.models.rank.CandidateRanker;
import io.segue.models.rank.RankNetwork;
import io.segue.models.rank.RankQuery;
import io.segue.models.rank.RankedItem;
import io.segue.models.rank.RankedList;
import io.segue.models.rules.ListRules;
import io.segue.models.rules.RuleContext;
import io.segue.operators.model.WithdrawnItems;
import io.segue.operators.turn.NeighbouredTurn;
import io.segue.operators.turn.ScoredTurn;
import io.segue.state.live.LiveItems;
import io.segue.state.live.RankerState;
import io.segue.state.live.ServedList;
import io.segue.state.live.ServedList.Shown;
import io.segue.state.recommendation.Recommendation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Answers turns: merges what everybody proposes, orders it, applies the rules of a list. Knows no state backend. */
final class TurnAnswers {
    private final RankerSettings settings;
    private final LiveItems items;
    private final WithdrawnItems withdrawn;
    private final RankNetworks networks;
    private final ListRules rules;

    TurnAnswers(RankerSettings settings, LiveItems items, WithdrawnItems withdrawn, RankNetworks networks) {
        this.settings = settings;
        this.items = items;
        this.withdrawn = withdrawn;
        this.networks = networks;
        this.rules = new ListRules(settings.rules());
    }

    /** @param found the state in which the turn finds its session */
    TurnAnswer answer(RankerState found, NeighbouredTurn neighboured) {
        ScoredTurn turn = neighboured.turn();
        RankerState state = found.plus(turn.tail().newest(), neighboured.newestNeighbours(), settings.live());
        RankQuery query = new RankQuery(
                turn.tail(),
                state.history(),
                state.neighbours(),
                neighboured.newestNeighbours(),
                turn.proposals(),
                turn.similar());
        Optional<RankNetwork> network =
                turn.hasModel() ? networks.of(turn.model().version()) : Optional.empty();
        RankedList list = list(query, network, context(turn, state));
        int impressionsKept = settings.rules().impressionsKept(settings.listLength());
        return new TurnAnswer(
                state.answered(served(turn, list), impressionsKept),
                list,
                network.isEmpty(),
                reason(turn, network.isPresent(), list));
    }

    private RuleContext context(ScoredTurn turn, RankerState state) {
        return new RuleContext(
                Recommendation.idOf(turn.trigger(), turn.model()),
                turn.itemId(),
                turn.eventTimeMs(),
                state.history(),
                state.impressions(),
                items,
                this::isAvailable);
    }

    private RankedList list(RankQuery query, Optional<RankNetwork> network, RuleContext context) {
        int count = rules.rankedCount(settings.listLength());
        Predicate<String> wanted = rules.wanted(context);
        RankedList ranked = network.isPresent()
                ? new CandidateRanker(network.get(), settings.rank()).list(query, items, wanted, count)
                : CandidateRanker.byFusion(query, items, settings.rank(), wanted, count);
        return new RankedList(rules.apply(ranked.items(), context, settings.listLength()), ranked.candidates());
    }

    /** Whether a list after one item can hold the other. */
    boolean canHoldAfter(String justSeen, String itemId) {
        return !settings.rules().excludesNewest() || !itemId.equals(justSeen);
    }

    private boolean isAvailable(String itemId) {
        return !withdrawn.contains(itemId);
    }

    private ServedList served(ScoredTurn turn, RankedList list) {
        List<Shown> shown = new ArrayList<>(list.items().size());
        for (RankedItem item : list.items()) {
            shown.add(new Shown(item.itemId(), item.source()));
        }
        List<String> control = settings.controlled().contains(turn.userId()) ? popularAfter(turn.itemId()) : List.of();
        return new ServedList(turn.itemId(), shown, turn.model(), control);
    }

    /** The items that popularity alone would show after one just seen. */
    private List<String> popularAfter(String justSeen) {
        return items.popularSlowly(
                settings.listLength(), itemId -> canHoldAfter(justSeen, itemId) && isAvailable(itemId));
    }

    private String reason(ScoredTurn turn, boolean isRanked, RankedList list) {
        String version = turn.model().version();
        if (!turn.hasModel()) {
            return turn.whyNoModel()
                    + (list.items().isEmpty() ? ": nothing to propose yet" : ": live successors and popularity");
        }
        if (isRanked) {
            return "next item in the session, after " + turn.itemId();
        }
        return networks.knows(version)
                ? "model " + version + " has no ranker: proposals fused by rank"
                : "ranker of model " + version + " not there: proposals fused by rank";
    }
}
