package io.segue.models.vocabulary;

import io.segue.state.item.ItemContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What of an item's content becomes features. The order is part of every trained model: append only. */
public enum ContentSlot {
    /** Every level of the category's path. */
    CATEGORY,
    BRAND,
    PRICE,
    CATEGORY_BRAND,
    CATEGORY_PRICE,
    /** The words of the title, their mean. */
    TITLE;

    /** Titles are cut after so many words. */
    static final int TITLE_WORDS_MAX = 32;

    private static final int CATEGORY_LEVELS_MAX = 8;
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    /** Two bins an octave: a price is told from another half as high again. */
    private static final double PRICE_BINS_PER_OCTAVE = 2;

    /** The values that the content has in this slot, none where it says nothing. */
    List<String> values(ItemContent content) {
        return switch (this) {
            case CATEGORY -> levels(content.category());
            case BRAND -> joined(content.brand());
            case PRICE -> joined(priceBin(content));
            case CATEGORY_BRAND -> joined(content.category(), content.brand());
            case CATEGORY_PRICE -> joined(content.category(), priceBin(content));
            case TITLE -> words(content.title());
        };
    }

    private static List<String> joined(String... parts) {
        for (String part : parts) {
            if (part.isEmpty()) {
                return List.of();
            }
        }
        return List.of(String.join("|", parts));
    }

    private static List<String> levels(String category) {
        List<String> levels = new ArrayList<>();
        for (int end = category.indexOf('.'); end > 0 && levels.size() < CATEGORY_LEVELS_MAX - 1; ) {
            levels.add(category.substring(0, end));
            end = category.indexOf('.', end + 1);
        }
        if (!category.isEmpty()) {
            levels.add(category);
        }
        return levels;
    }

    private static String priceBin(ItemContent content) {
        if (!content.hasPrice()) {
            return "";
        }
        return String.valueOf((int) Math.floor(PRICE_BINS_PER_OCTAVE * Math.log(content.price()) / Math.log(2)));
    }

    private static List<String> words(String title) {
        return NO_WORD.splitAsStream(title.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .limit(TITLE_WORDS_MAX)
                .distinct()
                .toList();
    }
}
