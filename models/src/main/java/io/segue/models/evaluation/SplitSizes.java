package io.segue.models.evaluation;

/**
 * How much there is to learn from and to judge on.
 *
 * @param items that can be recommended
 * @param testEvents events of the test slice, the last ones of their sessions included
 */
public record SplitSizes(
        long trainSessions, long trainEvents, long items, long testSessions, long testEvents, long predictions) {}
