package io.segue.streaming.evaluation;

import io.segue.models.evaluation.Contender;
import io.segue.models.rank.RankIngredient;
import io.segue.models.recommender.GruSource;
import io.segue.models.recommender.RecommenderSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The whole recommender, and the same with one ingredient of its ranker left out. */
final class RankVariants {
    static final String BASE = "rank";

    private final ContenderSettings settings;
    private final GruSource grus;

    RankVariants(ContenderSettings settings) {
        this.settings = settings;
        this.grus = new RememberedGrus(GruSource.training(settings.device()));
    }

    Contender base() {
        return new RankContender(BASE, false, how -> how, settings, grus);
    }

    /** They share the session models of a seed with the base, so only its training time is whole. */
    List<Contender> variants() {
        List<Contender> all = new ArrayList<>();
        for (RankIngredient ingredient : RankIngredient.values()) {
            // Frozen counts have none.
            if (settings.live() || ingredient != RankIngredient.LIVE_FEATURES) {
                String name = ingredient.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                all.add(variant(name, how -> how.withRank(how.rank().without(ingredient))));
            }
        }
        all.add(variant("hidden layer", how -> how.withTraining(how.training().withUnits(0))));
        return all;
    }

    private Contender variant(String leftOut, UnaryOperator<RecommenderSettings> change) {
        return new Variant(BASE, new RankContender(BASE + " without " + leftOut, false, change, settings, grus));
    }
}
