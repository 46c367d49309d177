package io.segue.state.prequential;

/**
 * Lists as they were served, and beside them those of the control, in the tests that both took.
 *
 * @param served all tests
 * @param paired the served lists in the tests that the control took too
 * @param control the control's lists in those
 * @param squaredDifferences sum over those of the squared difference between the two reciprocal ranks
 * @param disagreements how many of those found the item among the first twenty of one list, but not of the other
 * @param squaredReciprocalRanks sum over all tests of the squared reciprocal rank
 */
public record QualitySums(
        ListSums served,
        ListSums paired,
        ListSums control,
        double squaredDifferences,
        long disagreements,
        double squaredReciprocalRanks) {
    public static final QualitySums NONE = new QualitySums(ListSums.NONE, ListSums.NONE, ListSums.NONE, 0);

    /** Sums that no interval can be had from. */
    public QualitySums(ListSums served, ListSums paired, ListSums control, double squaredDifferences) {
        this(served, paired, control, squaredDifferences, 0, 0);
    }

    public QualitySums plus(ListTest test) {
        double reciprocal = ListSums.reciprocal(test.rank());
        double squares = squaredReciprocalRanks + reciprocal * reciprocal;
        if (!test.hasControl()) {
            return new QualitySums(
                    served.plus(test.rank()), paired, control, squaredDifferences, disagreements, squares);
        }
        double controlReciprocal = ListSums.reciprocal(test.controlRank());
        double difference = reciprocal - controlReciprocal;
        boolean disagree = (reciprocal > 0) != (controlReciprocal > 0);
        return new QualitySums(
                served.plus(test.rank()),
                paired.plus(test.rank()),
                control.plus(test.controlRank()),
                squaredDifferences + difference * difference,
                disagreements + (disagree ? 1 : 0),
                squares);
    }

    /** The control's lists as if they had been served, in the tests that both took. */
    public QualitySums reversed() {
        return new QualitySums(control, control, paired, squaredDifferences, disagreements, 0);
    }

    public QualitySums plus(QualitySums other) {
        return new QualitySums(
                served.plus(other.served),
                paired.plus(other.paired),
                control.plus(other.control),
                squaredDifferences + other.squaredDifferences,
                disagreements + other.disagreements,
                squaredReciprocalRanks + other.squaredReciprocalRanks);
    }
}
