package io.segue.state.prequential;

/**
 * Lists as they were served, and beside them those of the control, in the tests that both took.
 *
 * @param served all tests
 * @param paired the served lists in the tests that the control took too
 * @param control the control's lists in those
 * @param squaredDifferences sum over those of the squared difference between the two reciprocal ranks
 */
public record QualitySums(ListSums served, ListSums paired, ListSums control, double squaredDifferences) {
    public static final QualitySums NONE = new QualitySums(ListSums.NONE, ListSums.NONE, ListSums.NONE, 0);

    public QualitySums plus(ListTest test) {
        if (!test.hasControl()) {
            return new QualitySums(served.plus(test.rank()), paired, control, squaredDifferences);
        }
        double difference = ListSums.reciprocal(test.rank()) - ListSums.reciprocal(test.controlRank());
        return new QualitySums(
                served.plus(test.rank()),
                paired.plus(test.rank()),
                control.plus(test.controlRank()),
                squaredDifferences + difference * difference);
    }

    public QualitySums plus(QualitySums other) {
        return new QualitySums(
                served.plus(other.served),
                paired.plus(other.paired),
                control.plus(other.control),
                squaredDifferences + other.squaredDifferences);
    }
}
