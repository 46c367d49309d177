package io.segue.models.bundle;

/** A delta that must not be applied. */
public final class DeltaRefusedException extends ModelRefusedException {
    private static final long serialVersionUID = 1L;

    private final String sha256;

    /**
     * Says why.
     *
     * @param sha256 of the delta's file, as it was asked for
     */
    public DeltaRefusedException(String sha256, Throwable cause) {
        super(String.valueOf(cause.getMessage()), cause);
        this.sha256 = sha256;
    }

    /** Of the file that is refused, as it was asked for. */
    public String sha256() {
        return sha256;
    }
}
