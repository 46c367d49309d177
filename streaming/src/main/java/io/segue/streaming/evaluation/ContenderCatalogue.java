package io.segue.streaming.evaluation;

import io.segue.models.baseline.BprMf;
import io.segue.models.baseline.BprMfSettings;
import io.segue.models.baseline.ItemKnn;
import io.segue.models.baseline.ItemKnnSettings;
import io.segue.models.baseline.MarkovChain;
import io.segue.models.baseline.MarkovChainSettings;
import io.segue.models.baseline.Popularity;
import io.segue.models.baseline.PopularitySettings;
import io.segue.models.baseline.SequentialRules;
import io.segue.models.baseline.SequentialRulesSettings;
import io.segue.models.baseline.Stan;
import io.segue.models.baseline.VsKnn;
import io.segue.models.baseline.VsKnnSettings;
import io.segue.models.evaluation.Contender;
import io.segue.models.evaluation.RetrieverContender;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The contenders that can be asked for, by name. A new one is a line in {@link #all}. */
public final class ContenderCatalogue {
    private final Map<String, Contender> contenders = new LinkedHashMap<>();

    /** A catalogue of these. */
    public ContenderCatalogue(List<Contender> contenders) {
        contenders.forEach(contender -> this.contenders.put(contender.name(), contender));
    }

    /** All that there are, in the order in which they are shown. */
    public static ContenderCatalogue all(ContenderSettings settings) {
        return new ContenderCatalogue(List.of(
                RetrieverContender.counting("popularity", data -> Popularity.fit(data, PopularitySettings.DEFAULT)),
                RetrieverContender.counting("markov", data -> MarkovChain.fit(data, MarkovChainSettings.DEFAULT)),
                RetrieverContender.counting("sr", data -> SequentialRules.fit(data, SequentialRulesSettings.DEFAULT)),
                RetrieverContender.counting("item-knn", data -> ItemKnn.fit(data, ItemKnnSettings.DEFAULT)),
                RetrieverContender.counting("vsknn", data -> VsKnn.fit(data, VsKnnSettings.DEFAULT)),
                RetrieverContender.counting("stan", data -> Stan.fit(data, settings.similar())),
                RetrieverContender.seeded(
                        "bpr-mf", (data, seed) -> BprMf.fit(data, BprMfSettings.DEFAULT.withSeed(seed))),
                new GruContender("gru", settings.plain(), settings),
                new GruContender("context-gru", settings.gru(), settings),
                new RankContender("rank", false, settings),
                new RankContender("rank-online", true, settings),
                new LiveRankContender("rank-live", settings)));
    }

    public List<String> names() {
        return List.copyOf(contenders.keySet());
    }

    /**
     * The contenders with these names, each once.
     *
     * @throws IllegalArgumentException if there is none with such a name
     */
    public List<Contender> named(List<String> names) {
        return names.stream().distinct().map(this::named).toList();
    }

    private Contender named(String name) {
        Contender contender = contenders.get(name);
        if (contender == null) {
            throw new IllegalArgumentException(
                    "no model is called '" + name + "'; there are: " + String.join(", ", contenders.keySet()));
        }
        return contender;
    }
}
