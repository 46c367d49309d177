package io.segue.models.rank;

/**
 * A step of a ranker's training.
 *
 * @param epoch from 1
 * @param step of the epoch, from 1
 * @param steps of an epoch
 * @param examples of the step
 * @param loss their mean, in nats
 */
public record RankFitStep(int epoch, int epochs, int step, int steps, int examples, double loss) {}
