package io.segue.models.gru;

/**
 * What a step of continual learning was.
 *
 * @param examples that it learned from
 * @param loss mean over the examples before it, in nats
 */
public record LearnedStep(int examples, double loss) {
    /** What came had nothing to learn from. */
    public static final LearnedStep NONE = new LearnedStep(0, 0);
}
