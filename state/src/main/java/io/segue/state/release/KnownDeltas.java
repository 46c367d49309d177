package io.segue.state.release;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The deltas of one model that may still be needed: those that lead on from what serves, those that wait for one which
 * closes a gap, and those that lead from a release to what serves, for a restart. Of a version that was withdrawn there
 * are none, however late they come.
 *
 * <p>Bounded: {@value #VERSIONS_MAX} versions, the newest {@value #DELTAS_MAX} deltas of each, and the newest
 * {@value #WITHDRAWN_MAX} withdrawals.
 */
public final class KnownDeltas {
    public static final int VERSIONS_MAX = 4;
    public static final int DELTAS_MAX = 4 * Delta.COMPLETE_EVERY;
    public static final int WITHDRAWN_MAX = 100;

    private final Map<String, NavigableMap<Integer, Delta>> versions = new LinkedHashMap<>();
    private final Map<String, Withdrawal> withdrawn = new LinkedHashMap<>();

    /** Takes a delta in, in place of one with its number; nothing where its version was withdrawn. */
    public void add(Delta delta) {
        if (isWithdrawn(delta.version())) {
            return;
        }
        NavigableMap<Integer, Delta> deltas = versions.computeIfAbsent(delta.version(), any -> new TreeMap<>());
        deltas.put(delta.number(), delta);
        if (deltas.size() > DELTAS_MAX) {
            deltas.pollFirstEntry();
        }
        dropFirst(versions, VERSIONS_MAX);
    }

    /** Takes all deltas of a version back, for good. */
    public void add(Withdrawal withdrawal) {
        versions.remove(withdrawal.version());
        withdrawn.put(withdrawal.version(), withdrawal);
        dropFirst(withdrawn, WITHDRAWN_MAX);
    }

    private static void dropFirst(Map<String, ?> map, int sizeMax) {
        Iterator<String> oldest = map.keySet().iterator();
        while (map.size() > sizeMax) {
            oldest.next();
            oldest.remove();
        }
    }

    public boolean isWithdrawn(String version) {
        return withdrawn.containsKey(version);
    }

    /** Forgets one that cannot be applied. */
    public void refuse(Delta delta) {
        of(delta.version()).remove(delta.number(), delta);
    }

    /** Forgets those of a version that no restart needs any more, now that it serves in this state. */
    public void applied(String version, int state) {
        Optional<Integer> complete = of(version).headMap(state, true).values().stream()
                .filter(Delta::isComplete)
                .map(Delta::number)
                .reduce((first, second) -> second);
        complete.ifPresent(number -> of(version).headMap(number, false).clear());
    }

    /** What leads on from a state of a version, as far as it goes and in as few steps; empty where nothing does. */
    public List<Delta> after(String version, int state) {
        List<Delta> path = new ArrayList<>();
        int at = state;
        for (Optional<Delta> next = next(version, at); next.isPresent(); next = next(version, at)) {
            path.add(next.get());
            at = next.get().number();
        }
        return path;
    }

    private Optional<Delta> next(String version, int state) {
        return of(version).descendingMap().headMap(state, false).values().stream()
                .filter(delta -> delta.from() <= state)
                .findFirst();
    }

    /** How many of a version wait for one that closes a gap. */
    public int waiting(String version, int state) {
        List<Delta> path = after(version, state);
        int reached = path.isEmpty() ? state : path.get(path.size() - 1).number();
        return of(version).tailMap(reached, false).size();
    }

    /** All that there is to know, for a state to be restored from. */
    public Collection<ModelRecord> records() {
        List<ModelRecord> records = new ArrayList<>(withdrawn.values());
        versions.values().forEach(deltas -> records.addAll(deltas.values()));
        return records;
    }

    private NavigableMap<Integer, Delta> of(String version) {
        NavigableMap<Integer, Delta> deltas = versions.get(version);
        return deltas == null ? new TreeMap<>() : deltas;
    }
}
