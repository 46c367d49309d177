package io.segue.state.prequential;

/**
 * How often an item was found on lists, and how far up.
 *
 * @param tests lists looked at
 * @param hits1 times it was first
 * @param hits5 times it was among the first five
 * @param hits20 times it was among the first twenty
 * @param reciprocalRanks sum of 1/rank, 0 beyond {@value #DEPTH}
 */
public record ListSums(long tests, long hits1, long hits5, long hits20, double reciprocalRanks) {
    public static final ListSums NONE = new ListSums(0, 0, 0, 0, 0);

    /** Nothing below this rank counts. */
    public static final int DEPTH = 20;

    private static final int HALF_WAY = 5;

    /** What one rank counts; {@link ListTest#MISS} counts nothing. */
    public static double reciprocal(int rank) {
        return isWithin(rank, DEPTH) ? 1.0 / rank : 0;
    }

    private static boolean isWithin(int rank, int depth) {
        return rank >= 1 && rank <= depth;
    }

    public ListSums plus(int rank) {
        return new ListSums(
                tests + 1,
                hits1 + (rank == 1 ? 1 : 0),
                hits5 + (isWithin(rank, HALF_WAY) ? 1 : 0),
                hits20 + (isWithin(rank, DEPTH) ? 1 : 0),
                reciprocalRanks + reciprocal(rank));
    }

    public ListSums plus(ListSums other) {
        return new ListSums(
                tests + other.tests,
                hits1 + other.hits1,
                hits5 + other.hits5,
                hits20 + other.hits20,
                reciprocalRanks + other.reciprocalRanks);
    }

    public ListSums outOf(long allTests) {
        return new ListSums(allTests, hits1, hits5, hits20, reciprocalRanks);
    }

    public double recallAt1() {
        return share(hits1);
    }

    public double recallAt5() {
        return share(hits5);
    }

    public double recallAt20() {
        return share(hits20);
    }

    public double mrrAt20() {
        return share(reciprocalRanks);
    }

    private double share(double sum) {
        return tests == 0 ? 0 : sum / tests;
    }
}
