package io.segue.connectors.dataset;

/**
 * A line that is not an event or item, or not a whole one.
 *
 * @param file its name
 * @param lineNumber 1 for the header
 * @param reason what is wrong, for people
 */
public record BadLine(String file, long lineNumber, String reason) {}
