package io.segue.state.live;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/** Three speeds of forgetting, in event time; which of them matters is for the ranker to learn. */
public record HalfLives(Duration fast, Duration medium, Duration slow) implements Serializable {
    public static final String FAST = ".fast";
    public static final String MEDIUM = ".medium";
    public static final String SLOW = ".slow";

    public HalfLives {
        check("half-life", fast, medium, slow);
    }

    /**
     * Half-lives that options give.
     *
     * @param key what the keys of the three begin with, named when one of them is wrong
     */
    public static HalfLives of(String key, Duration fast, Duration medium, Duration slow) {
        check(key, fast, medium, slow);
        return new HalfLives(fast, medium, slow);
    }

    /** Which of the three, in their order from 0, is nearest to another one, by their ratio. */
    public int nearestTo(Duration other) {
        List<Duration> all = List.of(fast, medium, slow);
        int nearest = 0;
        for (int i = 1; i < all.size(); i++) {
            if (distance(all.get(i), other) < distance(all.get(nearest), other)) {
                nearest = i;
            }
        }
        return nearest;
    }

    private static double distance(Duration one, Duration other) {
        return Math.abs(Math.log((double) one.toMillis() / other.toMillis()));
    }

    private static void check(String key, Duration fast, Duration medium, Duration slow) {
        require(fast.toMillis() >= 1_000, key + FAST, fast, "at least 1 s");
        require(medium.compareTo(fast) > 0, key + MEDIUM, medium, "longer than the fast one, " + fast);
        require(slow.compareTo(medium) > 0, key + SLOW, slow, "longer than the medium one, " + medium);
        require(slow.toDays() <= 3_650, key + SLOW, slow, "at most 3650 d");
    }
}
