package io.segue.state.prequential;

/**
 * How good lists were in a stretch of event time.
 *
 * @param startMs epoch milliseconds, inclusive
 * @param endMs epoch milliseconds, exclusive
 */
public record QualityWindow(long startMs, long endMs, QualitySlice slice, QualitySums sums) {}
