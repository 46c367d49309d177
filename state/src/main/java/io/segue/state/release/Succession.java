package io.segue.state.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be published so that a version of a model takes the place of another one, or leaves it.
 *
 * <pre>
 *   candidate ──▶ champion ──▶ retired, superseded ──▶ champion again
 *       │             ├──────▶ retired by hand ──────▶ champion again, by hand only
 *       ▼             ▼
 *   rejected      rejected (rolled back): stays out
 * </pre>
 *
 * <p>The records are published in the order of the lists, so that one who stops in between leaves no harm: of a promotion
 * the new champion comes first, and the next promotion marks what was left unmarked; of a rollback the mark comes first,
 * and the rollback repeated names the champion.
 */
public final class Succession {
    private Succession() {}

    /**
     * Makes a version the champion, whether the history has it or not. A champion is announced once more.
     *
     * @param reason why, in words
     * @throws ReleaseRefusedException if the version is rejected
     */
    public static List<Release> promote(ReleaseHistory history, Release release, String reason)
            throws ReleaseRefusedException {
        Optional<Release> known = history.find(release.name(), release.version());
        if (known.isPresent() && known.get().state() == ReleaseState.REJECTED) {
            throw new ReleaseRefusedException(
                    named(release) + " is rejected" + because(known.get()) + "; it stays out, release a new version");
        }
        List<Release> records = new ArrayList<>();
        records.add(release.in(ReleaseState.CHAMPION, reason));
        for (Release other : history.versions(release.name())) {
            if (other.isChampion() && !other.version().equals(release.version())) {
                records.add(other.supersededBy(release));
            }
        }
        return records;
    }

    /**
     * Gives the place of the champion back to the one before it, and marks the champion, which never comes again. Where
     * there is no champion the last one that may serve is champion again.
     *
     * @param reason what is wrong with the champion, in words
     * @throws ReleaseRefusedException if there is none to go back to
     */
    public static List<Release> rollBack(ReleaseHistory history, String name, String reason)
            throws ReleaseRefusedException {
        Optional<Release> bad = history.champion(name);
        String described = bad.map(Succession::named).orElse("model " + name);
        Release again = history.previousChampion(name)
                .orElseThrow(() -> new ReleaseRefusedException(described
                        + " has no champion before it to go back to; retire it, and what is counted live answers"));
        List<Release> records = new ArrayList<>();
        bad.ifPresent(release -> records.add(release.in(ReleaseState.REJECTED, "rolled back: " + reason)));
        records.add(again.in(ReleaseState.CHAMPION, "champion again by a rollback: " + reason));
        return records;
    }

    /**
     * Takes a version out of service, or out of the choice.
     *
     * @throws ReleaseRefusedException if it is rejected
     */
    public static Release retire(Release release, String reason) throws ReleaseRefusedException {
        if (release.state() == ReleaseState.REJECTED) {
            throw new ReleaseRefusedException(named(release) + " is rejected" + because(release));
        }
        return release.in(ReleaseState.RETIRED, reason);
    }

    private static String named(Release release) {
        return "version " + release.version() + " of model " + release.name();
    }

    private static String because(Release release) {
        return release.reason().isEmpty() ? "" : " (" + release.reason() + ")";
    }
}
