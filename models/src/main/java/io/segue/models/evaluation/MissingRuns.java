package io.segue.models.evaluation;

/**
 * What a report lacks of a model, since the evaluation ended before.
 *
 * @param runs trainings that were not judged, at least one
 */
public record MissingRuns(String model, int runs) {}
