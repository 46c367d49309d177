package io.segue.models.gru;

/**
 * How far a training is.
 *
 * @param epoch from 1
 * @param step of the epoch, from 1
 * @param steps of an epoch
 * @param examples predictions trained on so far, over all epochs
 * @param loss mean of the epoch so far, in nats
 */
public record TrainingProgress(
        int epoch,
        int epochs,
        int step,
        int steps,
        long examples,
        double examplesPerSecond,
        double loss,
        double secondsLeft) {

    public boolean isEndOfEpoch() {
        return step == steps;
    }
}
