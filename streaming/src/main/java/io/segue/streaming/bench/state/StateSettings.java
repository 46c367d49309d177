package io.segue.streaming.bench.state;

import static io.segue.state.settings.Requirements.require;

import java.time.Duration;

/**
 * How users are kept and touched.
 *
 * @param users that there are
 * @param events of each one's session that are kept
 * @param hidden units of the model
 * @param window how long users are touched for one measurement
 * @param repetitions measurements of each setting
 */
public record StateSettings(long users, int events, int hidden, Duration window, int repetitions) {
    private static final long USERS_MAX = 100_000_000;
    private static final long USERS_MIN = 1_000;
    private static final int WARM_UP_SHARE = 20;

    public StateSettings {
        require(users >= USERS_MIN && users <= USERS_MAX, "--users", users, "within [1000, 100000000]");
        require(events >= 1 && events <= 1_000, "--events", events, "within [1, 1000]");
        require(hidden >= 1 && hidden <= 2_048, "--hidden", hidden, "within [1, 2048]");
        require(window.toMillis() >= 1_000 && window.toHours() < 1, "--window", window, "within [1s, 1h)");
        require(repetitions >= 1 && repetitions <= 1_000, "--repetitions", repetitions, "within [1, 1000]");
    }

    /** A smaller run, for what is compiled and loaded once. */
    StateSettings warmUp() {
        return new StateSettings(Math.max(USERS_MIN, users / WARM_UP_SHARE), events, hidden, window, 1);
    }
}
