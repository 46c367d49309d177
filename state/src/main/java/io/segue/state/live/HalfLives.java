package io.segue.state.live;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;
import java.time.Duration;

/** Three speeds of forgetting, in event time; which of them matters is for the ranker to learn. */
public record HalfLives(Duration fast, Duration medium, Duration slow) implements Serializable {
    public HalfLives {
        require(fast.toMillis() >= 1_000, "fast half-life", fast, "at least 1 s");
        require(medium.compareTo(fast) > 0, "medium half-life", medium, "longer than the fast one, " + fast);
        require(slow.compareTo(medium) > 0, "slow half-life", slow, "longer than the medium one, " + medium);
        require(slow.toDays() <= 3_650, "slow half-life", slow, "at most 3650 d");
    }
}
