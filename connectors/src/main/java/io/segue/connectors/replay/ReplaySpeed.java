package io.segue.connectors.replay;

import static io.segue.state.settings.Requirements.require;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How many seconds of events go by in one second.
 *
 * @param factor {@link Double#POSITIVE_INFINITY} for as fast as it goes
 */
public record ReplaySpeed(double factor) {
    public static final String SPEED = "--speed";
    public static final ReplaySpeed MAX = new ReplaySpeed(Double.POSITIVE_INFINITY);
    public static final ReplaySpeed REAL_TIME = new ReplaySpeed(1);

    private static final Pattern TIMES = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?x");
    private static final double FACTOR_MIN = 0.001;

    public ReplaySpeed {
        require(factor >= FACTOR_MIN, SPEED, factor, "at least 0.001x");
    }

    /** Reads {@code 1x}, {@code 60x}, {@code 0.5x} or {@code max}. */
    public static ReplaySpeed parse(String text) {
        String speed = text.strip().toLowerCase(Locale.ROOT);
        if (speed.equals("max")) {
            return MAX;
        }
        require(TIMES.matcher(speed).matches(), SPEED, "'" + text + "'", "a factor like 1x or 60x, or max");
        return new ReplaySpeed(Double.parseDouble(speed.substring(0, speed.length() - 1)));
    }

    public boolean isMax() {
        return Double.isInfinite(factor);
    }

    /** How long a gap between two events takes when played. */
    long playedMs(long gapMs) {
        return isMax() ? 0 : (long) (gapMs / factor);
    }

    @Override
    public String toString() {
        return isMax() ? "max" : factor + "x";
    }
}
