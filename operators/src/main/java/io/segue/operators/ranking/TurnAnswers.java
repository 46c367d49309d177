package io.segue.operators.ranking;

import io.segue.models.rank.RankedItem;
import io.segue.models.rank.RankedList;
import io.segue.operators.model.WithdrawnItems;
import io.segue.operators.turn.NeighbouredTurn;
import io.segue.operators.turn.ScoredTurn;
import io.segue.operators.turn.TurnVariant;
import io.segue.state.live.LiveItems;
import io.segue.state.live.RankerState;
import io.segue.state.live.ServedList;
import io.segue.state.live.ServedList.ShadowList;
import io.segue.state.live.ServedList.Shown;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.release.VariantList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers turns with the list of the champion or of the user's variant, and makes those of the shadows. Knows no state
 * backend.
 */
final class TurnAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(TurnAnswers.class);

    private final RankerSettings settings;
    private final LiveItems items;
    private final WithdrawnItems withdrawn;
    private final RankNetworks networks;

    TurnAnswers(RankerSettings settings, LiveItems items, WithdrawnItems withdrawn, RankNetworks networks) {
        this.settings = settings;
        this.items = items;
        this.withdrawn = withdrawn;
        this.networks = networks;
    }

    /** @param found the state in which the turn finds its session */
    TurnAnswer answer(RankerState found, NeighbouredTurn neighboured) {
        ScoredTurn turn = neighboured.turn();
        RankerState state = found.plus(turn.tail().newest(), neighboured.newestNeighbours(), settings.live());
        TurnLists lists = new TurnLists(settings, items, networks, this::isAvailable, neighboured, state);
        Optional<TurnVariant> variant =
                turn.variants().stream().filter(any -> !any.shadow()).findFirst();
        return variant.isPresent() && lists.canMake(variant.get())
                ? byVariant(variant.get(), turn, state, lists)
                : byChampion(variant.isPresent(), turn, state, lists);
    }

    private TurnAnswer byVariant(TurnVariant variant, ScoredTurn turn, RankerState state, TurnLists lists) {
        RankedList list = lists.of(variant);
        ModelVersion model = lists.modelOf(variant);
        List<ShadowList> shadows = shadows(turn, lists);
        boolean isFused = variant.list() == VariantList.RANKED
                && networks.of(model.version()).isEmpty();
        return new TurnAnswer(
                answered(turn, state, list, model, shadows),
                list,
                model,
                isFused,
                false,
                missing(turn, shadows),
                isFused ? withoutRanker(model.version()) : lists.reasonOf(variant.list()));
    }

    private TurnAnswer byChampion(boolean fellBack, ScoredTurn turn, RankerState state, TurnLists lists) {
        RankedList list = lists.ofChampion();
        List<ShadowList> shadows = shadows(turn, lists);
        boolean isRanked =
                turn.hasModel() && networks.of(turn.model().version()).isPresent();
        return new TurnAnswer(
                answered(turn, state, list, turn.model(), shadows),
                list,
                turn.model(),
                !isRanked,
                fellBack,
                missing(turn, shadows),
                reason(turn, isRanked, list));
    }

    private List<ShadowList> shadows(ScoredTurn turn, TurnLists lists) {
        if (turn.variants().isEmpty()) {
            return List.of();
        }
        List<ShadowList> shadows = new ArrayList<>();
        for (TurnVariant variant : turn.variants()) {
            if (!variant.shadow() || !lists.canMake(variant)) {
                continue;
            }
            try {
                shadows.add(new ShadowList(lists.modelOf(variant), shown(lists.of(variant))));
            } catch (RuntimeException failed) {
                // On trial, and counted as missing: the answer is not to depend on it.
                LOG.error("Shadow {} made no list", variant.id(), failed);
            }
        }
        return shadows;
    }

    private static int missing(ScoredTurn turn, List<ShadowList> made) {
        return (int) turn.variants().stream().filter(TurnVariant::shadow).count() - made.size();
    }

    private static List<Shown> shown(RankedList list) {
        List<Shown> shown = new ArrayList<>(list.items().size());
        for (RankedItem item : list.items()) {
            shown.add(new Shown(item.itemId(), item.source()));
        }
        return shown;
    }

    private RankerState answered(
            ScoredTurn turn, RankerState state, RankedList list, ModelVersion model, List<ShadowList> shadows) {
        List<String> control = settings.controlled().contains(turn.userId()) ? popularAfter(turn.itemId()) : List.of();
        int impressionsKept = settings.rules().impressionsKept(settings.listLength());
        return state.answered(new ServedList(turn.itemId(), shown(list), model, control, shadows), impressionsKept);
    }

    /** Whether a list after one item can hold the other. */
    boolean canHoldAfter(String justSeen, String itemId) {
        return !settings.rules().excludesNewest() || !itemId.equals(justSeen);
    }

    private boolean isAvailable(String itemId) {
        return !withdrawn.contains(itemId);
    }

    /** The items that popularity alone would show after one just seen. */
    private List<String> popularAfter(String justSeen) {
        return items.popularSlowly(
                settings.listLength(), itemId -> canHoldAfter(justSeen, itemId) && isAvailable(itemId));
    }

    private String reason(ScoredTurn turn, boolean isRanked, RankedList list) {
        if (!turn.hasModel()) {
            return turn.whyNoModel()
                    + (list.items().isEmpty() ? ": nothing to propose yet" : ": live successors and popularity");
        }
        if (isRanked) {
            return "next item in the session, after " + turn.itemId();
        }
        return withoutRanker(turn.model().version());
    }

    private String withoutRanker(String version) {
        return networks.knows(version)
                ? "model " + version + " has no ranker: proposals fused by rank"
                : "ranker of model " + version + " not there: proposals fused by rank";
    }
}
