package io.segue.state.item;

import static io.segue.state.settings.Requirements.require;

/**
 * What an item is made of, as far as its shop says: what a model knows of an item that nobody has seen yet.
 *
 * @param category as the shop names it, a path with dots or a plain name; empty where unknown
 * @param brand empty where unknown
 * @param price in the shop's currency; 0 where unknown
 * @param title empty where unknown
 * @param vector {@link ItemVector#NONE} where unknown
 */
public record ItemContent(String category, String brand, double price, String title, ItemVector vector) {
    public static final ItemContent UNKNOWN = new ItemContent("", "", 0, "");

    public ItemContent {
        require(Double.isFinite(price) && price >= 0, "price", price, "finite and not negative");
    }

    /** Content without a vector. */
    public ItemContent(String category, String brand, double price, String title) {
        this(category, brand, price, title, ItemVector.NONE);
    }

    public ItemContent withVector(ItemVector other) {
        return new ItemContent(category, brand, price, title, other);
    }

    public boolean isUnknown() {
        return category.isEmpty() && brand.isEmpty() && price == 0 && title.isEmpty() && vector.isEmpty();
    }

    public boolean hasPrice() {
        return price > 0;
    }
}
