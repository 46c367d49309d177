package io.segue.state.prequential;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;
import java.time.Duration;

/**
 * Sliding windows of event time, so that a replay of a log has the figures that the log's own time gives, however fast it
 * is played, and a window of the same time can be compared with an offline evaluation.
 *
 * @param length a multiple of the slide
 * @param slide how often a window ends
 */
public record WindowSettings(Duration length, Duration slide) implements Serializable {
    public static final String LENGTH = "segue.prequential.window.length";
    public static final String SLIDE = "segue.prequential.window.slide";

    private static final int SLIDES_MAX = 1_000;

    public WindowSettings {
        require(slide.toMillis() >= 1_000 && slide.toDays() <= 7, SLIDE, slide, "within [1 s, 7 d]");
        require(
                length.toMillis() >= slide.toMillis()
                        && length.toMillis() % slide.toMillis() == 0
                        && length.toMillis() / slide.toMillis() <= SLIDES_MAX,
                LENGTH,
                length,
                "1 to " + SLIDES_MAX + " times " + SLIDE + ", " + slide);
    }
}
