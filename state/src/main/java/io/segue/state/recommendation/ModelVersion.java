package io.segue.state.recommendation;

/** Which model answered, under which variant of an experiment. */
public record ModelVersion(String version, String variant) {
    /** The version that answers before there is a model. */
    public static final String NONE = "none";
    /** The variant of a user who takes part in no experiment. */
    public static final String CHAMPION = "champion";
    /** The variant of the lists that the champion before would have shown. */
    public static final String PREVIOUS = "previous";
    /** The variant of the lists that the champion as it was released, without what it has learned since, would have shown. */
    public static final String RELEASED = "released";
}
