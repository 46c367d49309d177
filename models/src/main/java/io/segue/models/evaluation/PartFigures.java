package io.segue.models.evaluation;

/**
 * How a model did on a part of the predictions, at the longest cut-off.
 *
 * @param count predictions of the part
 */
public record PartFigures(String part, double recall, double mrr, int count) {}
