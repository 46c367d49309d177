package io.segue.models.tuning;

import static io.segue.state.settings.Requirements.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.state.settings.InvalidOptionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The settings among which a search looks: the defaults, with other values along the dimensions. Each dimension is drawn
 * alone; combinations that cannot be are drawn again.
 */
public record SearchSpace<S>(SettingsForm<S> form, S defaults, List<Dimension> dimensions) {
    private static final int DRAWS_MAX = 10_000;

    public SearchSpace {
        dimensions = List.copyOf(dimensions);
        ObjectNode json = form.write(defaults);
        for (Dimension dimension : dimensions) {
            boolean known = dimension.of(json).isValueNode();
            require(known, "key of a dimension", dimension.key(), "one of the settings " + form.name());
        }
    }

    /** The trials of a search: the first one has the defaults, a longer list begins with the shorter one. */
    public List<Trial<S>> trials(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Trial<S>> trials = new ArrayList<>();
        trials.add(new Trial<>(Trial.DEFAULTS, defaults));
        while (trials.size() < count) {
            trials.add(new Trial<>(trials.size() + 1, draw(random.split())));
        }
        return trials;
    }

    S draw(SplittableRandom random) {
        for (int draws = 1; draws <= DRAWS_MAX; draws++) {
            ObjectNode json = form.write(defaults);
            for (Dimension dimension : dimensions) {
                dimension.set(json, dimension.range().draw(random));
            }
            try {
                return form.read(json, defaults);
            } catch (InvalidOptionException impossible) {
                continue;
            }
        }
        throw new IllegalStateException("no settings can be in " + DRAWS_MAX + " draws of " + dimensions);
    }

    /** What settings have otherwise than the defaults, by key. */
    public Map<String, JsonNode> changes(S settings) {
        JsonNode json = form.write(settings);
        JsonNode before = form.write(defaults);
        Map<String, JsonNode> changes = new LinkedHashMap<>();
        for (Dimension dimension : dimensions) {
            JsonNode value = dimension.of(json);
            if (!value.equals(dimension.of(before))) {
                changes.put(dimension.key(), value);
            }
        }
        return changes;
    }
}
