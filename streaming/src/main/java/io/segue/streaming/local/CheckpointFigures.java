package io.segue.streaming.local;

import java.time.Duration;

/**
 * A completed checkpoint.
 *
 * @param took from its trigger to the last acknowledgement
 * @param writtenBytes by this checkpoint itself
 * @param stateBytes all that a restore reads, earlier checkpoints' files included
 */
public record CheckpointFigures(Duration took, long writtenBytes, long stateBytes) {}
