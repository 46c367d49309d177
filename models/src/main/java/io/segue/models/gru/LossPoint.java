package io.segue.models.gru;

/**
 * A point of a training's loss curve.
 *
 * @param epochs passes over the data done by then, such as 1.5
 * @param loss mean over the examples since the point before, in nats
 */
public record LossPoint(double epochs, double loss) {}
