package io.segue.models.baseline;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;
import java.time.Duration;

/**
 * What {@link Popularity} counts.
 *
 * @param window events of the training data that are not older than this, seen from its newest event
 */
public record PopularitySettings(Duration window) implements Serializable {
    public static final String PREFIX = "segue.baseline.popularity.";

    /** Long enough for any log. */
    private static final Duration ALL_OF_TIME = Duration.ofDays(36_500);

    /** Everything. */
    public static final PopularitySettings DEFAULT = new PopularitySettings(ALL_OF_TIME);

    public PopularitySettings {
        require(
                window.compareTo(Duration.ZERO) > 0 && window.compareTo(ALL_OF_TIME) <= 0,
                PREFIX + "window",
                window,
                "within (PT0S, " + ALL_OF_TIME + "]");
    }
}
