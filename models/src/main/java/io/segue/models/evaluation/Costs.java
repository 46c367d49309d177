package io.segue.models.evaluation;

/**
 * What a model costs on this machine, one thread of it at work.
 *
 * @param isTrainingPartial whether an earlier contender had trained models that this one shares: the time of those is
 *     not in its own
 * @param trainEventsPerSecond events of the training slice over the seconds of the whole training
 * @param listMs mean time for a list
 */
public record Costs(Spread trainSeconds, boolean isTrainingPartial, double trainEventsPerSecond, Spread listMs) {}
