package io.segue.operators.scoring;

import io.segue.models.serving.Scorer;
import io.segue.operators.model.ExperimentFollower;
import io.segue.operators.model.ModelLanes;
import io.segue.operators.model.ModelSlot;
import io.segue.operators.turn.LaneScores;
import io.segue.operators.turn.TurnVariant;
import io.segue.state.release.ModelPointer;
import io.segue.state.release.Variant;
import io.segue.state.release.VariantModel.Pinned;
import io.segue.state.session.HiddenState;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds to the champion's scores what the variants of the users need: one batched call for each of their models. A model
 * whose call fails is taken out of service, and its variants go without: it is on trial, and no answer may depend on it.
 */
final class VariantScores {
    private static final Logger LOG = LoggerFactory.getLogger(VariantScores.class);

    private final ExperimentFollower<Scorer> experiments;
    private final ModelLanes<Scorer> lanes;
    private final ScorerSettings settings;

    VariantScores(ExperimentFollower<Scorer> experiments, ModelLanes<Scorer> lanes, ScorerSettings settings) {
        this.experiments = experiments;
        this.lanes = lanes;
        this.settings = settings;
    }

    /** The turns of one round, as the champion has scored them. */
    List<TurnScores> add(List<Turn> turns, List<TurnScores> byChampion) {
        List<List<Variant>> variants = new ArrayList<>(turns.size());
        Map<ModelPointer, List<Turn>> asked = new LinkedHashMap<>();
        for (Turn turn : turns) {
            List<Variant> ofUser = experiments.of(turn.interaction().userId());
            variants.add(ofUser);
            ofUser.stream()
                    .filter(variant -> variant.list().needsModel())
                    .map(Variant::model)
                    .filter(Pinned.class::isInstance)
                    .map(model -> ((Pinned) model).pointer())
                    .distinct()
                    .forEach(pointer -> asked.computeIfAbsent(pointer, lane -> new ArrayList<>())
                            .add(turn));
        }
        Map<ModelPointer, Map<Turn, TurnScores>> scored = new LinkedHashMap<>();
        asked.forEach((pointer, ofLane) -> scored.put(pointer, scores(pointer, ofLane)));
        List<TurnScores> all = new ArrayList<>(turns.size());
        for (int i = 0; i < turns.size(); i++) {
            all.add(with(byChampion.get(i), turns.get(i), variants.get(i), scored));
        }
        return all;
    }

    private Map<Turn, TurnScores> scores(ModelPointer pointer, List<Turn> turns) {
        // By identity: equal turns would take long to tell apart, and there are none.
        Map<Turn, TurnScores> scores = new IdentityHashMap<>();
        Optional<ModelSlot.Served<Scorer>> served = lanes.served(pointer);
        if (served.isEmpty()) {
            return scores;
        }
        try {
            List<TurnScores> inOrder =
                    ModelScores.ofVariant(served.get(), settings).score(turns);
            for (int i = 0; i < turns.size(); i++) {
                scores.put(turns.get(i), inOrder.get(i));
            }
        } catch (RuntimeException failed) {
            LOG.error("Model {} of a variant is taken out of service, its call failed", pointer.version(), failed);
            lanes.drop(pointer);
        }
        return scores;
    }

    private static TurnScores with(
            TurnScores champion, Turn turn, List<Variant> variants, Map<ModelPointer, Map<Turn, TurnScores>> scored) {
        Map<ModelPointer, Integer> places = new LinkedHashMap<>();
        List<HiddenState> others = new ArrayList<>();
        List<LaneScores> ofTurn = new ArrayList<>();
        List<TurnVariant> ofUser = new ArrayList<>(variants.size());
        for (Variant variant : variants) {
            int lane = variant.list().needsModel() && champion.whyNoModel().isEmpty()
                    ? TurnVariant.CHAMPION
                    : TurnVariant.NO_MODEL;
            if (variant.list().needsModel() && variant.model() instanceof Pinned pinned) {
                TurnScores scores =
                        scored.getOrDefault(pinned.pointer(), Map.of()).get(turn);
                if (scores == null) {
                    lane = TurnVariant.NO_MODEL;
                } else if (places.containsKey(pinned.pointer())) {
                    lane = places.getOrDefault(pinned.pointer(), TurnVariant.NO_MODEL);
                } else {
                    others.add(scores.hidden());
                    ofTurn.add(new LaneScores(scores.model().version(), scores.proposals(), scores.similar()));
                    lane = ofTurn.size();
                    places.put(pinned.pointer(), lane);
                }
            }
            ofUser.add(new TurnVariant(variant.id(), variant.shadow(), variant.list(), lane));
        }
        return champion.with(others, ofTurn, ofUser);
    }
}
