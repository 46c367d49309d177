package io.segue.state.live;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;
import java.time.Duration;

/**
 * What is counted live, and how it is forgotten.
 *
 * @param popularity half-lives of an item's interactions
 * @param successors half-lives of a transition
 * @param successorsMax successors kept of an item, and neighbours of a session
 * @param distanceMax how many events back in the session a transition may begin; one over {@code n} events weighs 1/n
 * @param smoothing transitions that every item is taken to have had to items unknown
 * @param sessionDecay what the neighbours of an older item weigh after one more event, within [0, 1]
 * @param historyMax items of a user's past that are kept
 */
public record LiveSettings(
        HalfLives popularity,
        HalfLives successors,
        int successorsMax,
        int distanceMax,
        double smoothing,
        double sessionDecay,
        int historyMax)
        implements Serializable {
    public static final String POPULARITY_HALF_LIFE = "segue.live.popularity.half-life";
    public static final String SUCCESSORS_HALF_LIFE = "segue.live.successors.half-life";
    public static final String SUCCESSORS_MAX = "segue.live.successors.max";
    public static final String DISTANCE_MAX = "segue.live.successors.distance";
    public static final String SMOOTHING = "segue.live.successors.smoothing";
    public static final String SESSION_DECAY = "segue.live.session.decay";
    public static final String HISTORY_MAX = "segue.live.history.max";

    public static final LiveSettings DEFAULT = new LiveSettings(
            new HalfLives(Duration.ofMinutes(6), Duration.ofHours(1), Duration.ofDays(2)),
            new HalfLives(Duration.ofMinutes(20), Duration.ofHours(6), Duration.ofDays(30)),
            100,
            3,
            2,
            0.7,
            50);

    public LiveSettings {
        require(successorsMax >= 1 && successorsMax <= 1_000, SUCCESSORS_MAX, successorsMax, "within [1, 1000]");
        require(distanceMax >= 1 && distanceMax <= 20, DISTANCE_MAX, distanceMax, "within [1, 20]");
        require(smoothing > 0 && smoothing <= 1_000, SMOOTHING, smoothing, "within (0, 1000]");
        require(sessionDecay >= 0 && sessionDecay <= 1, SESSION_DECAY, sessionDecay, "within [0, 1]");
        require(historyMax >= 0 && historyMax <= 1_000, HISTORY_MAX, historyMax, "within [0, 1000]");
    }
}
