package io.segue.models.evaluation;

/**
 * Two models on the predictions of one part.
 *
 * @param part of the slicing
 * @param count predictions of it
 */
public record PartComparison(Slicing slicing, String part, int count, Comparison comparison) {}
