package io.segue.streaming.options;

import io.segue.state.settings.InvalidOptionException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;

/** Reads options from a properties file and from {@code key=value} pairs, which win; refuses what it does not know. */
public final class OptionReader {
    private static final int TYPO_DISTANCE_MAX = 3;

    private OptionReader() {}

    /** A configuration with known keys only; their values are checked when settings are made of them. */
    public static Configuration read(Optional<Path> file, Map<String, String> pairs) {
        Map<String, String> values = new HashMap<>();
        file.ifPresent(path -> values.putAll(load(path)));
        values.putAll(pairs);
        List<String> known =
                OptionCatalogue.all().stream().map(OptionCatalogue.Entry::key).toList();
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                // Not the value: it may be a secret that belongs in the file of client properties.
                throw new InvalidOptionException("option", key, "a known one" + suggestion(key, known));
            }
        }
        return Configuration.fromMap(values);
    }

    /** The properties in a file. */
    public static Map<String, String> load(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException missing) {
            throw new InvalidOptionException("option file", file.toString(), "a file that exists");
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new InvalidOptionException(
                    "option file", file.toString(), "a properties file: " + unreadable.getMessage());
        }
        Map<String, String> values = new HashMap<>();
        properties
                .stringPropertyNames()
                .forEach(key -> values.put(key, properties.getProperty(key).strip()));
        return values;
    }

    private static String suggestion(String key, List<String> known) {
        String closest = "";
        int closestDistance = TYPO_DISTANCE_MAX + 1;
        for (String candidate : known) {
            int distance = distance(key, candidate);
            if (distance < closestDistance) {
                closest = candidate;
                closestDistance = distance;
            }
        }
        return closest.isEmpty() ? "; deploy/docs/configuration.md lists them" : "; did you mean " + closest + "?";
    }

    /** Edit distance of Levenshtein. */
    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int substitution = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
