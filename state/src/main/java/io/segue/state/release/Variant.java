package io.segue.state.release;

import static io.segue.state.settings.Requirements.require;

/**
 * A way to make lists that an {@link Experiment} tries.
 *
 * @param id that answers and figures name
 * @param share of the users that it answers or, a shadow, makes a list for beside their answer
 * @param shadow whether its lists are tested and never shown
 */
public record Variant(String id, double share, boolean shadow, VariantList list, VariantModel model) {
    private static final int ID_CHARS_MAX = 64;

    public Variant {
        require(!id.isBlank() && id.length() <= ID_CHARS_MAX, "variant", "'" + id + "'", "1 to 64 characters");
        require(share >= 0 && share <= 1, "share of variant " + id, share, "within [0, 1]");
    }

    /** The same, of another model. */
    public Variant with(VariantModel other) {
        return new Variant(id, share, shadow, list, other);
    }
}
