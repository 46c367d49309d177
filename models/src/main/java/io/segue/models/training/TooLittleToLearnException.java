package io.segue.models.training;

/** The data are too little for a training, which has not begun. The message has the counts. */
public final class TooLittleToLearnException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public TooLittleToLearnException(String message) {
        super(message);
    }
}
