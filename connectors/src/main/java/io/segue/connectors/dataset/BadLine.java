package io.segue.connectors.dataset;

/**
 * A line that is not an event, or not a whole one.
 *
 * @param lineNumber 1 for the header
 * @param reason what is wrong, for people
 */
public record BadLine(long lineNumber, String reason) {}
