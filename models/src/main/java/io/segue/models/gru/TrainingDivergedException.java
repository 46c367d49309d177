package io.segue.models.gru;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The loss is no longer a number, or far above that of the first step. */
public final class TrainingDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Nullable
    private final transient TrainedGru lastGood;

    /**
     * A training that ends.
     *
     * @param where what the loss is, and at which step
     * @param lastGood the model after the last whole epoch, where there was one
     */
    public TrainingDivergedException(String where, double learningRate, @Nullable TrainedGru lastGood) {
        super(where + " with learning rate " + learningRate + "; try a smaller " + GruSettings.PREFIX
                + "learning-rate");
        this.lastGood = lastGood;
    }

    /** The model as it was after the last whole epoch, where there was one. */
    public Optional<TrainedGru> lastGood() {
        return Optional.ofNullable(lastGood);
    }
}
