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
import io.segue.models.recommender.GruSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The contenders that can be asked for, by name. A new one is a line in {@link #all}. */
public final class ContenderCatalogue {
    private final Map<String, Contender> contenders = new LinkedHashMap<>();

    /** A catalogue of these. */
    public ContenderCatalogue(List<Contender> contenders) {
        contenders.forEach(contender -> this.contenders.put(contender.name(), contender));
    }

    /** All that there are, in the order in which they are shown. */
    public static ContenderCatalogue all(ContenderSettings settings) {
        RankVariants rank = new RankVariants(settings);
        List<Contender> contenders = new ArrayList<>(List.of(
                RetrieverContender.counting("popularity", data -> Popularity.fit(data, PopularitySettings.DEFAULT)),
                RetrieverContender.counting("markov", data -> MarkovChain.fit(data, MarkovChainSettings.DEFAULT)),
                RetrieverContender.counting("sr", data -> SequentialRules.fit(data, SequentialRulesSettings.DEFAULT)),
                RetrieverContender.counting("item-knn", data -> ItemKnn.fit(data, ItemKnnSettings.DEFAULT)),
                RetrieverContender.counting("vsknn", data -> VsKnn.fit(data, VsKnnSettings.DEFAULT)),
                RetrieverContender.counting("stan", data -> Stan.fit(data, settings.similar())),
                RetrieverContender.seeded(
                        "bpr-mf", (data, seed) -> BprMf.fit(data, BprMfSettings.DEFAULT.withSeed(seed))),
                new GruContender("gru", settings.plain(), settings),
                new GruContender(GruVariants.BASE, settings.gru(), settings),
                new LearningGruContender("gru-online", settings),
                rank.base(),
                new RankContender("rank-online", true, how -> how, settings, GruSource.training(settings.device())),
                new LiveRankContender("rank-live", settings)));
        contenders.addAll(GruVariants.of(settings));
        contenders.addAll(rank.variants());
        return new ContenderCatalogue(contenders);
    }

    /** Those that are no variants of others. */
    public List<String> names() {
        return contenders.values().stream()
                .filter(contender -> contender.base().isEmpty())
                .map(Contender::name)
                .toList();
    }

    /** Those that have variants, and their variants. */
    public List<String> ablatedNames() {
        Set<String> bases = contenders.values().stream()
                .flatMap(contender -> contender.base().stream())
                .collect(Collectors.toSet());
        return contenders.values().stream()
                .filter(contender -> contender.base().isPresent() || bases.contains(contender.name()))
                .map(Contender::name)
                .toList();
    }

    /**
     * The contenders with these names, each once.
     *
     * @throws IllegalArgumentException if there is none with such a name
     */
    public List<Contender> named(List<String> names) {
        return names.stream().distinct().map(name -> named(name, names())).toList();
    }

    /**
     * The contenders with these names, each with what it is compared with before it and with its variants behind it.
     *
     * @throws IllegalArgumentException if there is none with such a name
     */
    public List<Contender> withVariants(List<String> names) {
        Set<Contender> chosen = new LinkedHashSet<>();
        for (String name : names) {
            Contender ablated = named(name, ablatedNames());
            chosen.addAll(lineage(ablated));
            for (Contender contender : contenders.values()) {
                if (lineage(contender).contains(ablated)) {
                    chosen.add(contender);
                }
            }
        }
        return List.copyOf(chosen);
    }

    /** What it is a variant of, what that is a variant of, and so on, the first one first; itself at the end. */
    private List<Contender> lineage(Contender contender) {
        List<Contender> lineage = new ArrayList<>();
        contender.base().map(contenders::get).ifPresent(base -> lineage.addAll(lineage(base)));
        lineage.add(contender);
        return lineage;
    }

    /** @param offered what is said that there is, where there is none with this name */
    private Contender named(String name, List<String> offered) {
        Contender contender = contenders.get(name);
        if (contender == null) {
            throw new IllegalArgumentException(
                    "no model is called '" + name + "'; there are: " + String.join(", ", offered));
        }
        return contender;
    }
}
