package io.segue.models.gru;

/** The loss is no longer a number. */
public final class TrainingDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrainingDivergedException(int epoch, int step, double loss, double learningRate) {
        super("the loss is " + loss + " at step " + step + " of epoch " + epoch + " with learning rate " + learningRate
                + "; try a smaller " + GruSettings.PREFIX + "learning-rate");
    }
}
