package io.segue.models.tuning;

import static io.segue.state.settings.Requirements.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A setting that a search varies.
 *
 * @param key in the JSON of the settings, {@code network.hiddenSize}
 */
public record Dimension(String key, Range range) {
    public Dimension {
        require(!key.isEmpty(), "key", key, "non-empty");
    }

    /** Its value in the JSON of settings; missing where there is no such setting. */
    JsonNode of(JsonNode settings) {
        return settings.at("/" + key.replace('.', '/'));
    }

    void set(ObjectNode settings, JsonNode value) {
        int dot = key.lastIndexOf('.');
        ObjectNode part = dot < 0
                ? settings
                : settings.withObject("/" + key.substring(0, dot).replace('.', '/'));
        part.set(key.substring(dot + 1), value);
    }
}
