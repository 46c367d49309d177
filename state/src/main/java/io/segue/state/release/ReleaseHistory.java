package io.segue.state.release;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What the records of releases say together, taken in the order of their topic. Of every version its newest record
 * counts. The champion of a model is the version that was made so last, as long as nothing else was said of it: one that
 * starts to read late, or after the topic was compacted, finds the same one.
 *
 * <p>Not thread safe.
 */
public final class ReleaseHistory {
    private final Map<String, LinkedHashMap<String, Release>> versions = new TreeMap<>();
    private final Map<String, String> champions = new TreeMap<>();

    /** What these records say, in their order. */
    public static ReleaseHistory of(Iterable<Release> records) {
        ReleaseHistory history = new ReleaseHistory();
        records.forEach(history::add);
        return history;
    }

    /** Takes in the next record. One of a version that was rejected is passed over: it stays out. */
    public void add(Release release) {
        if (isRejected(release.name(), release.version()) && release.state() != ReleaseState.REJECTED) {
            return;
        }
        LinkedHashMap<String, Release> ofModel =
                versions.computeIfAbsent(release.name(), name -> new LinkedHashMap<>());
        // Taken out first: a version stands where its newest record does.
        ofModel.remove(release.version());
        ofModel.put(release.version(), release);
        if (release.isChampion()) {
            champions.put(release.name(), release.version());
        } else {
            champions.remove(release.name(), release.version());
        }
    }

    /** The models that have releases, by name. */
    public Set<String> names() {
        return versions.keySet();
    }

    /** The newest record of every version of a model, in the order in which they came; none of an unknown one. */
    public List<Release> versions(String name) {
        return List.copyOf(ofModel(name));
    }

    /** Those of the versions that are of a kind, no more than the newest so many. */
    public List<Release> newest(String name, Predicate<Release> kind, int sizeMax) {
        List<Release> all = ofModel(name).stream().filter(kind).toList();
        return all.subList(Math.max(0, all.size() - sizeMax), all.size());
    }

    public Optional<Release> find(String name, String version) {
        return Optional.ofNullable(
                versions.getOrDefault(name, new LinkedHashMap<>()).get(version));
    }

    public boolean isRejected(String name, String version) {
        return find(name, version)
                .filter(release -> release.state() == ReleaseState.REJECTED)
                .isPresent();
    }

    public Optional<Release> champion(String name) {
        return Optional.ofNullable(champions.get(name)).flatMap(version -> find(name, version));
    }

    /** The champion before the present one: the last whose place another version took, and that may serve again. */
    public Optional<Release> previousChampion(String name) {
        return ofModel(name).stream()
                .filter(release -> !release.supersededBy().isEmpty() || isUnmarked(release))
                .reduce((earlier, later) -> later);
    }

    /** A champion no more of which no record says so: older topics have only such. */
    private boolean isUnmarked(Release release) {
        return release.isChampion() && !release.version().equals(champions.get(release.name()));
    }

    private Collection<Release> ofModel(String name) {
        return versions.getOrDefault(name, new LinkedHashMap<>()).values();
    }
}
