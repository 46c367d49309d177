package io.segue.state.prequential;

import java.util.Locale;
import java.util.Optional;

/**
 * How good the lists of the version in service were at best, and lately. Windows slide: for some time after a version took
 * over they hold tests of the one before it too, and the version in service is the one that has most.
 *
 * @param best window of this version since it took over, or since the last drop
 * @param newest window of this version
 */
public record ServedQuality(QualityWindow best, QualityWindow newest) {
    private static final double STANDARD_ERRORS_MIN = 3;

    /** Of a version that took over. */
    public static ServedQuality of(QualityWindow first) {
        return new ServedQuality(first, first);
    }

    /** How far a window is below the best one, in words; empty where that is little, or may be chance. */
    public Optional<String> drop(QualityWindow window, DropSettings settings) {
        if (settings.share() == 0 || !goesOnWith(window) || !settings.canJudge(window)) {
            return Optional.empty();
        }
        MeanInterval before = MeanInterval.mrrAt20(best.sums());
        MeanInterval now = MeanInterval.mrrAt20(window.sums());
        if (now.mean() >= before.mean() * (1 - settings.share())
                || before.minus(now).standardErrors() <= STANDARD_ERRORS_MIN) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "MRR@20 of model %s fell from %.4f to %.4f over %d tests",
                versionOf(window),
                before.mean(),
                now.mean(),
                now.tests()));
    }

    /** What is known with one window more. */
    public ServedQuality plus(QualityWindow window, DropSettings settings) {
        if (!versionOf(window).equals(versionOf(newest))) {
            return settings.canJudge(window) && takesOver(window) ? of(window) : this;
        }
        if (!goesOnWith(window)) {
            return this;
        }
        boolean isBest = settings.canJudge(window)
                && (mrrOf(window) > mrrOf(best) || drop(window, settings).isPresent());
        return new ServedQuality(isBest ? window : best, window);
    }

    /** Windows that are written once more after a restart do not go on. */
    private boolean goesOnWith(QualityWindow window) {
        return versionOf(window).equals(versionOf(newest)) && window.endMs() > newest.endMs();
    }

    private boolean takesOver(QualityWindow window) {
        boolean isOfAnotherTime = window.startMs() >= newest.endMs() || window.endMs() <= newest.startMs();
        return isOfAnotherTime || (window.endMs() >= newest.endMs() && testsOf(window) > testsOf(newest));
    }

    private static String versionOf(QualityWindow window) {
        return window.slice().model().version();
    }

    private static double mrrOf(QualityWindow window) {
        return window.sums().served().mrrAt20();
    }

    private static long testsOf(QualityWindow window) {
        return window.sums().served().tests();
    }
}
