package io.segue.operators.ranking;

import io.segue.models.rank.RankNetwork;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The rankers of the newest model versions. One is some 10 kB of plain numbers, so those before the one in service stay:
 * their turns are still on their way when the subtask of the ranker changes over first. Those of variants come beside them.
 */
final class RankNetworks {
    private static final int VERSIONS_MAX = 3;

    private final Map<String, Optional<RankNetwork>> networks = new LinkedHashMap<>();
    private Map<String, Optional<RankNetwork>> ofVariants = Map.of();

    /** A version has come into service. */
    void add(String version, Optional<RankNetwork> network) {
        networks.remove(version);
        networks.put(version, network);
        if (networks.size() > VERSIONS_MAX) {
            networks.remove(networks.keySet().iterator().next());
        }
    }

    /** These are the models of variants now, by their versions. */
    void setOfVariants(Map<String, Optional<RankNetwork>> now) {
        ofVariants = Map.copyOf(now);
    }

    Optional<RankNetwork> of(String version) {
        return networks.containsKey(version)
                ? networks.getOrDefault(version, Optional.empty())
                : ofVariants.getOrDefault(version, Optional.empty());
    }

    /** Whether the version is known, with a ranker or without. */
    boolean knows(String version) {
        return networks.containsKey(version) || ofVariants.containsKey(version);
    }
}
