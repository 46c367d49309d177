package io.segue.models.tuning;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.state.settings.InvalidOptionException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code trials.jsonl}: the options of a search in the first line, then one result a line, appended when a trial is
 * finished. What a crash left of a line that had no end is cut off.
 */
public final class Journal<S> {
    public static final String FILE = "trials.jsonl";

    private static final String OPTIONS = "options";

    private final Path file;
    private final SearchSpace<S> space;
    private final List<TrialResult<S>> results = new ArrayList<>();

    private Journal(Path file, SearchSpace<S> space) {
        this.file = file;
        this.space = space;
    }

    /**
     * Opens the journal of a folder, or begins one.
     *
     * @param options by which a search is the same as another
     * @throws InvalidOptionException if the search that the folder has was begun with another option
     * @throws JournalException if the folder has what is no journal
     */
    public static <S> Journal<S> open(Path folder, Map<String, String> options, SearchSpace<S> space) {
        Journal<S> journal = new Journal<>(folder.resolve(FILE), space);
        try {
            Files.createDirectories(folder);
            List<String> lines = journal.wholeLines();
            if (lines.isEmpty()) {
                ObjectNode header = SettingsForm.JSON.createObjectNode();
                new TreeMap<>(options).forEach(header.putObject(OPTIONS)::put);
                journal.write(header);
            } else {
                journal.requireSame(options, journal.parse(lines, 0));
                for (int i = 1; i < lines.size(); i++) {
                    journal.results.add(journal.result(lines, i));
                }
            }
        } catch (IOException unusable) {
            throw new JournalException("cannot use " + journal.file + ": " + unusable);
        }
        return journal;
    }

    /** Results that are there. */
    public int size() {
        return results.size();
    }

    Optional<TrialResult<S>> find(Trial<S> trial, int rung, int budget) {
        for (TrialResult<S> result : results) {
            if (result.trial().number() == trial.number() && result.rung() == rung) {
                if (!result.equals(new TrialResult<>(trial, rung, budget, result.score()))) {
                    throw new JournalException(file + " has trial " + trial.number()
                            + " with other settings: it is of another version of Segue; choose another --out");
                }
                return Optional.of(result);
            }
        }
        return Optional.empty();
    }

    void append(TrialResult<S> result) {
        ObjectNode line = SettingsForm.JSON.createObjectNode();
        line.put("trial", result.trial().number())
                .put("rung", result.rung())
                .put("budget", result.budget())
                .put("recallAt20", result.score().recallAt20())
                .put("mrrAt20", result.score().mrrAt20())
                .put("seconds", result.score().seconds())
                .set("settings", space.form().write(result.trial().settings()));
        try {
            write(line);
        } catch (IOException unwritable) {
            throw new JournalException("cannot write " + file + ": " + unwritable);
        }
        results.add(result);
    }

    /** By a stream that an interrupt of the thread does not close: a trial that ended just then is kept. */
    private void write(ObjectNode line) throws IOException {
        byte[] bytes = (SettingsForm.JSON.writeValueAsString(line) + "\n").getBytes(UTF_8);
        try (OutputStream out = new FileOutputStream(file.toFile(), true)) {
            out.write(bytes);
        }
    }

    private List<String> wholeLines() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = Files.readString(file);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        if (whole.length() < text.length()) {
            Files.writeString(file, whole);
        }
        return whole.lines().toList();
    }

    private void requireSame(Map<String, String> options, JsonNode header) {
        TreeSet<String> keys = new TreeSet<>(options.keySet());
        JsonNode before = header.path(OPTIONS);
        before.fieldNames().forEachRemaining(keys::add);
        for (String key : keys) {
            String is = options.getOrDefault(key, "not given");
            String was = before.path(key).asText("not given");
            if (!is.equals(was)) {
                throw new InvalidOptionException(
                        key, is, was + ", as in the search that " + file + " has; or choose another --out");
            }
        }
    }

    private JsonNode parse(List<String> lines, int index) {
        try {
            return SettingsForm.JSON.readTree(lines.get(index));
        } catch (JsonProcessingException broken) {
            throw broken(index, broken.getOriginalMessage());
        }
    }

    private TrialResult<S> result(List<String> lines, int index) {
        JsonNode line = parse(lines, index);
        try {
            return new TrialResult<>(
                    new Trial<>(line.path("trial").asInt(), space.form().read(line.path("settings"), space.defaults())),
                    line.path("rung").asInt(),
                    line.path("budget").asInt(),
                    new Score(
                            line.path("recallAt20").asDouble(Double.NaN),
                            line.path("mrrAt20").asDouble(Double.NaN),
                            line.path("seconds").asDouble(Double.NaN)));
        } catch (InvalidOptionException broken) {
            throw broken(index, String.valueOf(broken.getMessage()));
        }
    }

    private JournalException broken(int index, String why) {
        return new JournalException(
                "line " + (index + 1) + " of " + file + " is no result of a search: " + why + "; choose another --out");
    }
}
