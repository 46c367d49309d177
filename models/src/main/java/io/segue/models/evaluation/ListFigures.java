package io.segue.models.evaluation;

/**
 * What the lists are like, whether they hit or not.
 *
 * @param coverage share of the items that can be recommended which were, at least once
 * @param logSupport mean over recommended items of log(1 + events in the training slice)
 * @param popularityBias mean support of recommended items over the mean support of the next ones; above 1 where the
 *     model prefers what is popular more than visitors do; 0 where no next item has any
 * @param diversity share of pairs within a list that are of different categories, where these are known; not a number
 *     where no pair's are
 */
public record ListFigures(double coverage, double logSupport, double popularityBias, double diversity) {}
