package io.segue.models.rank;

import io.segue.models.tensor.Tensor;
import io.segue.models.vocabulary.Vocabulary;
import io.segue.state.live.DecayedCounts;
import io.segue.state.live.HalfLives;
import io.segue.state.live.ItemActivity;
import io.segue.state.live.LiveSettings;
import io.segue.state.live.PastCounts;
import io.segue.state.live.Successors;
import io.segue.state.popularity.DecayedMass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The counts at the end of a training, as a bundle carries them: a new job goes on with them instead of beginning with
 * none. Held as the tensors that they are written as; a count is the base-2 logarithm of what is left of it at that end,
 * {@value #ABSENT} for none. Immutable and thread safe.
 *
 * <ul>
 *   <li>{@code counts.until}, [3]: the end (UTC) as days since 1970-01-01, second of that day, millisecond;
 *   <li>{@code counts.seen}, [items, 2]: days from the first and from the newest event of an item to the end;
 *   <li>{@code counts.popularity}, [items, 3] and {@code counts.successor_totals}, [items, 3]: fast, medium, slow;
 *   <li>{@code counts.successors}, [items]: how many each item has; {@code counts.successor_rows}, [successors]: which;
 *       {@code counts.successor_counts}, [successors, 3]: how often.
 * </ul>
 */
public final class TrainedCounts implements PastCounts {
    static final String UNTIL = "counts.until";
    static final String SEEN = "counts.seen";
    static final String POPULARITY = "counts.popularity";
    static final String TOTALS = "counts.successor_totals";
    static final String LENGTHS = "counts.successors";
    static final String ROWS = "counts.successor_rows";
    static final String COUNTS = "counts.successor_counts";

    private static final float ABSENT = -1e30f;
    private static final int SPEEDS = 3;
    private static final int TIME_PARTS = 3;
    private static final long DAY_MS = 86_400_000;

    private final Vocabulary vocabulary;
    private final LiveSettings settings;
    private final long untilMs;
    private final float[] seen;
    private final float[] popularity;
    private final float[] totals;
    private final int[] starts;
    private final float[] rows;
    private final float[] counts;

    private TrainedCounts(Vocabulary vocabulary, LiveSettings settings, Map<String, Tensor> tensors) {
        int items = vocabulary.size();
        this.vocabulary = vocabulary;
        this.settings = settings;
        float[] until = values(tensors, UNTIL, TIME_PARTS);
        this.untilMs = (long) until[0] * DAY_MS + (long) until[1] * 1_000 + (long) until[2];
        this.seen = values(tensors, SEEN, 2 * items);
        this.popularity = values(tensors, POPULARITY, SPEEDS * items);
        this.totals = values(tensors, TOTALS, SPEEDS * items);
        this.starts = starts(values(tensors, LENGTHS, items));
        this.rows = values(tensors, ROWS, starts[items]);
        this.counts = values(tensors, COUNTS, SPEEDS * starts[items]);
        for (float row : rows) {
            if (!(row >= 0 && row < items) || row != Math.rint(row)) {
                throw new IllegalArgumentException(
                        "tensor " + ROWS + " has " + row + ", but must have rows within [0, " + items + ")");
            }
        }
    }

    /** Whether a bundle has any: one without any transition has none. */
    public static boolean areIn(Map<String, Tensor> tensors) {
        return tensors.containsKey(UNTIL);
    }

    /**
     * Takes counts as they come from a bundle.
     *
     * @param settings by which they were counted
     * @throws IllegalArgumentException if a tensor is missing, of another size, or holds what it cannot
     */
    public static TrainedCounts of(Vocabulary vocabulary, LiveSettings settings, Map<String, Tensor> tensors) {
        return new TrainedCounts(vocabulary, settings, tensors);
    }

    /**
     * What is written into a bundle, of the items that its model knows.
     *
     * @return nothing where no item has a successor
     */
    public static List<Tensor> tensors(Vocabulary vocabulary, LiveSettings settings, PastCounts past) {
        long untilMs = past.untilMs();
        Tensor seen = Tensor.zeros(SEEN, vocabulary.size(), 2);
        Tensor popularity = Tensor.zeros(POPULARITY, vocabulary.size(), SPEEDS);
        Tensor totals = Tensor.zeros(TOTALS, vocabulary.size(), SPEEDS);
        Tensor lengths = Tensor.zeros(LENGTHS, vocabulary.size());
        List<Integer> nextRows = new ArrayList<>();
        List<DecayedCounts> nextCounts = new ArrayList<>();
        for (int row = 0; row < vocabulary.size(); row++) {
            ItemActivity activity = past.activity(vocabulary.itemId(row));
            write(activity.counts(), popularity.values(), row, untilMs, settings.popularity());
            if (!activity.isNone()) {
                seen.values()[2 * row] = (float) (untilMs - activity.firstSeenMs()) / DAY_MS;
                seen.values()[2 * row + 1] = (float) (untilMs - activity.lastSeenMs()) / DAY_MS;
            }
            Successors successors = past.successors(vocabulary.itemId(row));
            write(successors.total(), totals.values(), row, untilMs, settings.successors());
            for (Map.Entry<String, DecayedCounts> next : successors.counts().entrySet()) {
                if (vocabulary.contains(next.getKey())) {
                    nextRows.add(vocabulary.row(next.getKey()));
                    nextCounts.add(next.getValue());
                    lengths.values()[row]++;
                }
            }
        }
        if (nextRows.isEmpty()) {
            return List.of();
        }
        Tensor rows = Tensor.zeros(ROWS, nextRows.size());
        Tensor counts = Tensor.zeros(COUNTS, nextRows.size(), SPEEDS);
        for (int i = 0; i < nextRows.size(); i++) {
            rows.values()[i] = nextRows.get(i);
            write(nextCounts.get(i), counts.values(), i, untilMs, settings.successors());
        }
        return List.of(until(untilMs), seen, popularity, totals, lengths, rows, counts);
    }

    private static Tensor until(long untilMs) {
        float days = Math.floorDiv(untilMs, DAY_MS);
        long rest = Math.floorMod(untilMs, DAY_MS);
        return new Tensor(UNTIL, new int[] {TIME_PARTS}, new float[] {days, (float) (rest / 1_000), rest % 1_000});
    }

    /** Whether they can be gone on with: half-lives are part of a count. */
    public boolean areCountedBy(LiveSettings other) {
        return settings.popularity().equals(other.popularity())
                && settings.successors().equals(other.successors());
    }

    @Override
    public long untilMs() {
        return untilMs;
    }

    @Override
    public List<String> itemIds() {
        return vocabulary.itemIds();
    }

    @Override
    public ItemActivity activity(String itemId) {
        int row = vocabulary.row(itemId);
        DecayedCounts count = row < 0 ? DecayedCounts.NONE : read(popularity, row, settings.popularity());
        return count.equals(DecayedCounts.NONE)
                ? ItemActivity.NONE
                : new ItemActivity(daysBefore(seen[2 * row]), daysBefore(seen[2 * row + 1]), count);
    }

    @Override
    public Successors successors(String itemId) {
        int row = vocabulary.row(itemId);
        if (row < 0 || starts[row] == starts[row + 1]) {
            return Successors.NONE;
        }
        Map<String, DecayedCounts> found = new LinkedHashMap<>();
        for (int i = starts[row]; i < starts[row + 1]; i++) {
            found.put(vocabulary.itemId((int) rows[i]), read(counts, i, settings.successors()));
        }
        return new Successors(Long.MIN_VALUE, untilMs, read(totals, row, settings.successors()), found);
    }

    private long daysBefore(float days) {
        return untilMs - Math.round((double) days * DAY_MS);
    }

    private static int[] starts(float[] lengths) {
        int[] starts = new int[lengths.length + 1];
        for (int row = 0; row < lengths.length; row++) {
            if (!(lengths[row] >= 0) || lengths[row] != Math.rint(lengths[row])) {
                throw new IllegalArgumentException(
                        "tensor " + LENGTHS + " has " + lengths[row] + ", but must have whole numbers from 0 on");
            }
            starts[row + 1] = Math.addExact(starts[row], (int) lengths[row]);
        }
        return starts;
    }

    private static float[] values(Map<String, Tensor> tensors, String name, int expected) {
        Tensor tensor = tensors.get(name);
        if (tensor == null || tensor.values().length != expected || !tensor.isFinite()) {
            throw new IllegalArgumentException("tensor " + name + " is "
                    + (tensor == null ? "missing" : "of shape " + Arrays.toString(tensor.shape()))
                    + ", but must be there with " + expected + " finite values");
        }
        return tensor.values();
    }

    /** Masses, which are relative to 1970 and need doubles, become counts at the end, for which floats are enough. */
    private static void write(DecayedCounts masses, float[] to, int row, long untilMs, HalfLives halfLives) {
        to[SPEEDS * row] = write(masses.log2Fast(), untilMs, halfLives.fast().toMillis());
        to[SPEEDS * row + 1] =
                write(masses.log2Medium(), untilMs, halfLives.medium().toMillis());
        to[SPEEDS * row + 2] =
                write(masses.log2Slow(), untilMs, halfLives.slow().toMillis());
    }

    private static float write(double mass, long untilMs, long halfLifeMs) {
        return mass == DecayedMass.NONE ? ABSENT : (float) (mass - (double) untilMs / halfLifeMs);
    }

    private DecayedCounts read(float[] from, int row, HalfLives halfLives) {
        return new DecayedCounts(
                read(from[SPEEDS * row], halfLives.fast().toMillis()),
                read(from[SPEEDS * row + 1], halfLives.medium().toMillis()),
                read(from[SPEEDS * row + 2], halfLives.slow().toMillis()));
    }

    private double read(float log2Count, long halfLifeMs) {
        return log2Count == ABSENT ? DecayedMass.NONE : log2Count + (double) untilMs / halfLifeMs;
    }
}
