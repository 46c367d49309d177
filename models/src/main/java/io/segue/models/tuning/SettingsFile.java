package io.segue.models.tuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.models.baseline.StanSettings;
import io.segue.models.gru.GruSettings;
import io.segue.state.settings.InvalidOptionException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings that a person or a search wrote, as {@code {"gru": {...}, "stan": {...}}}; what is left out has the defaults.
 */
public record SettingsFile(GruSettings gru, StanSettings stan) implements Serializable {
    public static final SettingsFile DEFAULT = new SettingsFile(GruSettings.DEFAULT, StanSettings.DEFAULT);

    /**
     * Reads a file.
     *
     * @throws InvalidOptionException if a key is unknown or its value cannot be
     * @throws IOException if it cannot be read, or is no JSON
     */
    public static SettingsFile read(Path file) throws IOException {
        return DEFAULT.with(parse(file));
    }

    private static JsonNode parse(Path file) throws IOException {
        try {
            return SettingsForm.JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException wrong) {
            int line = wrong.getLocation() == null ? 1 : wrong.getLocation().getLineNr();
            throw new IOException("line " + line + " is not JSON: " + wrong.getOriginalMessage(), wrong);
        }
    }

    /** All settings as texts, by their keys: {@code gru.network.hiddenSize}. */
    public Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        add(SettingsForm.GRU.name(), SettingsForm.GRU.write(gru), texts);
        add(SettingsForm.STAN.name(), SettingsForm.STAN.write(stan), texts);
        return texts;
    }

    private static void add(String key, JsonNode value, Map<String, String> texts) {
        if (value.isObject()) {
            value.fieldNames().forEachRemaining(name -> add(key + "." + name, value.path(name), texts));
        } else {
            texts.put(key, value.asText());
        }
    }

    private SettingsFile with(JsonNode json) {
        ObjectNode known = SettingsForm.JSON.createObjectNode();
        known.set(SettingsForm.GRU.name(), SettingsForm.GRU.write(gru));
        known.set(SettingsForm.STAN.name(), SettingsForm.STAN.write(stan));
        if (!json.isObject()) {
            throw new InvalidOptionException("the file", json.toString(), "an object with gru, stan or both");
        }
        json.fieldNames().forEachRemaining(key -> {
            if (!known.has(key)) {
                throw SettingsForm.unknown(key, json.path(key), known);
            }
        });
        return new SettingsFile(part(SettingsForm.GRU, json, gru), part(SettingsForm.STAN, json, stan));
    }

    private static <S> S part(SettingsForm<S> form, JsonNode json, S defaults) {
        JsonNode part = json.get(form.name());
        return part == null ? defaults : form.read(part, defaults);
    }

    /** Writes the settings of one model. */
    public static <S> void write(Path file, SettingsForm<S> form, S settings) throws IOException {
        ObjectNode json = SettingsForm.JSON.createObjectNode();
        json.set(form.name(), form.write(settings));
        Files.writeString(file, json.toPrettyString() + "\n");
    }
}
