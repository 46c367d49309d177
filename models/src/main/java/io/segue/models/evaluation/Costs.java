package io.segue.models.evaluation;

/**
 * What a model costs on this machine, one thread of it at work.
 *
 * @param trainEventsPerSecond events of the training slice over the seconds of the whole training
 * @param listMs mean time for a list
 */
public record Costs(Spread trainSeconds, double trainEventsPerSecond, Spread listMs) {}
