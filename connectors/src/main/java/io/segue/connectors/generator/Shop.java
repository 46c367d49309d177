package io.segue.connectors.generator;

import io.segue.state.interaction.InteractionType;
import java.util.random.RandomGenerator;

/**
 * What visitors of the made-up shop tend to do next. All of it follows from the seed, so nothing is stored per item.
 *
 * <p>Items are numbered; item i belongs to category i mod categories, and lower numbers are more popular. Every item has
 * {@value #SUCCESSORS} strong successors in its category, and {@value #ACCESSORIES} accessories in the next category
 * that only a purchase of it leads to.
 */
final class Shop {
    static final int SUCCESSORS = 4;
    static final int ACCESSORIES = 2;

    private static final double[] SUCCESSOR_CUMULATIVE = {0.50, 0.75, 0.90, 1.00};
    private static final double FOLLOWS_SUCCESSOR = 0.75;
    private static final double STAYS_IN_CATEGORY = 0.10;
    private static final double BUYS_ACCESSORY = 0.80;
    private static final double STARTS_AT_HOME = 0.60;
    private static final double POPULARITY_EXPONENT = 0.8;
    private static final long ACCESSORY_SALT = 1_000;

    private final int items;
    private final int categories;
    private final long seed;
    private final Zipf categoryRanks;
    private final Zipf itemRanks;

    Shop(int items, int categories, long seed) {
        this.items = items;
        this.categories = categories;
        this.seed = seed;
        this.categoryRanks = new Zipf(categories, POPULARITY_EXPONENT);
        this.itemRanks = new Zipf(items / categories, POPULARITY_EXPONENT);
    }

    /** Where a visit begins: often in the category that the user likes best. */
    int firstItem(int user, RandomGenerator random) {
        int home = (int) Math.floorMod(mix(seed ^ mix(user)), (long) categories);
        return popularIn(random.nextDouble() < STARTS_AT_HOME ? home : categoryRanks.draw(random), random);
    }

    /** Where a visit goes from {@code item}. */
    int nextItem(int item, InteractionType type, RandomGenerator random) {
        if (type == InteractionType.PURCHASE && random.nextDouble() < BUYS_ACCESSORY) {
            return accessory(item, random.nextInt(ACCESSORIES));
        }
        double choice = random.nextDouble();
        if (choice < FOLLOWS_SUCCESSOR) {
            return successor(item, successorRank(random));
        }
        boolean stays = choice < FOLLOWS_SUCCESSOR + STAYS_IN_CATEGORY;
        return popularIn(stays ? item % categories : categoryRanks.draw(random), random);
    }

    /** The k-th strongest successor, never the item itself. */
    int successor(int item, int k) {
        return inCategory(item % categories, mix(item * 31L + k), item);
    }

    /** The k-th accessory, never the item itself. */
    int accessory(int item, int k) {
        return inCategory((item + 1) % categories, mix(item * 31L + k + ACCESSORY_SALT), item);
    }

    private int inCategory(int category, long hash, int item) {
        int size = items / categories;
        int rank = (int) Math.floorMod(mix(seed + hash), (long) size);
        int found = rank * categories + category;
        return found == item ? (rank + 1) % size * categories + category : found;
    }

    private int popularIn(int category, RandomGenerator random) {
        return itemRanks.draw(random) * categories + category;
    }

    private static int successorRank(RandomGenerator random) {
        double at = random.nextDouble();
        int rank = 0;
        while (at >= SUCCESSOR_CUMULATIVE[rank]) {
            rank++;
        }
        return rank;
    }

    /** Spreads the bits of a number (the finalizer of MurmurHash3). */
    static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
