package io.segue.streaming.retrain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.models.delta.HashedFile;
import io.segue.models.format.AtomicFile;
import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.json.ModelRecordJson;
import io.segue.state.json.RecordLimits;
import io.segue.state.release.Delta;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a version learned, in the folder {@code VERSION.deltas} beside its bundle: of each number the delta, {@code
 * 00017.delta}, of a complete one {@code 00017.sums} of the optimizer, and last of all {@code 00017.json}, the record of the
 * delta. What has a record is there and was or will be published; numbers go on from it, whatever a job remembers.
 *
 * <p>Not thread safe; one writer, see {@link ModelStoreLock}.
 */
final class DeltaFolder {
    /** Numbers that are kept: whoever reads the oldest that a compacted topic names has as long again. */
    static final int KEPT = 2 * Delta.COMPLETE_EVERY;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ModelRecordJson RECORDS = new ModelRecordJson(RecordLimits.DEFAULT);
    private static final Pattern FILE = Pattern.compile("(\\d{5,})\\.(delta|sums|json)");
    private static final String SUMS_SHA256 = "sumsSha256";

    private final Path folder;
    private final NavigableMap<Integer, KeptDelta> kept = new TreeMap<>();

    private DeltaFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads the folder of a version; it need not be there.
     *
     * @param bundles folder of the bundles of its model
     * @throws IOException if it cannot be read, or the version is no name of a folder
     */
    static DeltaFolder open(Path bundles, String version) throws IOException {
        Path folder = bundles.resolve(version + ".deltas").normalize();
        if (!bundles.normalize().equals(folder.getParent())) {
            throw new IOException("version '" + version + "' is no name of a folder in " + bundles);
        }
        DeltaFolder deltas = new DeltaFolder(folder);
        for (Path file : files(folder)) {
            if (file.toString().endsWith(".json")) {
                KeptDelta delta = deltas.read(file);
                deltas.kept.put(delta.delta().number(), delta);
            }
        }
        return deltas;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            FILE.matcher(String.valueOf(file.getFileName())).matches())
                    .sorted()
                    .toList();
        }
    }

    private KeptDelta read(Path record) throws IOException {
        byte[] bytes = Files.readAllBytes(record);
        try {
            if (!(RECORDS.parse(bytes) instanceof Delta delta)) {
                throw new IOException(record + " is no delta");
            }
            String sums = JSON.readTree(bytes).path(SUMS_SHA256).asText();
            return kept(delta, sums.isEmpty() ? Optional.empty() : Optional.of(sums));
        } catch (InvalidRecordException invalid) {
            throw new IOException(record + " cannot be read: " + invalid.reason(), invalid);
        }
    }

    private KeptDelta kept(Delta delta, Optional<String> sumsSha256) {
        int number = delta.number();
        return new KeptDelta(delta, delta(number), sumsSha256.map(sha256 -> new HashedFile(sums(number), sha256)));
    }

    /** Number of the newest delta, 0 before the first. */
    int newestNumber() {
        return kept.isEmpty() ? 0 : kept.lastKey();
    }

    /** Whether the next delta is to hold all since the release, as every {@link Delta#COMPLETE_EVERY}th does. */
    boolean isCompleteNext() {
        int next = newestNumber() + 1;
        return next == 1 || next % Delta.COMPLETE_EVERY == 0;
    }

    /** The newest complete delta and all after it, oldest first; none where one is missing. */
    List<KeptDelta> chain() {
        List<KeptDelta> chain = new ArrayList<>();
        for (KeptDelta one : kept.descendingMap().values()) {
            boolean leadsOn = chain.isEmpty()
                    || chain.get(0).delta().from() == one.delta().number();
            if (!leadsOn || !Files.exists(one.file())) {
                return List.of();
            }
            chain.add(0, one);
            if (one.delta().isComplete()) {
                return chain;
            }
        }
        return List.of();
    }

    /** Where the delta of a number goes. */
    Path delta(int number) {
        return file(number, "delta");
    }

    /** Where the sums beside it go. */
    Path sums(int number) {
        return file(number, "sums");
    }

    private Path file(int number, String kind) {
        return folder.resolve(String.format(Locale.ROOT, "%05d.%s", number, kind));
    }

    /** Keeps a delta whose files are there, and deletes what is too old. */
    void add(Delta delta, Optional<String> sumsSha256) throws IOException {
        ObjectNode record = (ObjectNode) JSON.readTree(RECORDS.write(delta));
        sumsSha256.ifPresent(sha256 -> record.put(SUMS_SHA256, sha256));
        AtomicFile.write(file(delta.number(), "json"), draft -> Files.write(draft, JSON.writeValueAsBytes(record)));
        kept.put(delta.number(), kept(delta, sumsSha256));
        deleteUpTo(delta.number() - KEPT);
    }

    private void deleteUpTo(int oldest) throws IOException {
        for (Path file : files(folder)) {
            Matcher name = FILE.matcher(String.valueOf(file.getFileName()));
            if (name.matches() && Integer.parseInt(name.group(1)) <= oldest) {
                Files.delete(file);
            }
        }
        kept.headMap(oldest, true).clear();
    }

    /** Deletes all but the newest record, from which numbers would go on. */
    void empty() throws IOException {
        int newest = newestNumber();
        Path last = file(newest, "json");
        for (Path file : files(folder)) {
            if (!file.equals(last)) {
                Files.delete(file);
            }
        }
        kept.headMap(newest, false).clear();
    }

    /** Whether nothing was written to it since, epoch milliseconds. */
    boolean isUnchangedSince(long timeMs) throws IOException {
        for (Path file : files(folder)) {
            if (Files.getLastModifiedTime(file).toMillis() > timeMs) {
                return false;
            }
        }
        return true;
    }
}
