package io.segue.streaming.evaluation;

import io.segue.models.evaluation.Contender;
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
        return new ContenderCatalogue(List.of(new GruContender("gru", settings)));
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
