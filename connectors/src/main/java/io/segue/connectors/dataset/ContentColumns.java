package io.segue.connectors.dataset;

import io.segue.state.item.ItemContent;
import io.segue.state.json.RecordLimits;
import java.util.List;

/** Where the header of a log puts what an item is made of, -1 for a column that is not there; all are optional. */
record ContentColumns(int category, int brand, int price, int title) {

    static ContentColumns of(List<String> names) {
        return new ContentColumns(
                names.indexOf("category"), names.indexOf("brand"), names.indexOf("price"), names.indexOf("title"));
    }

    /**
     * The content in these fields, {@link ItemContent#UNKNOWN} where they are empty.
     *
     * @throws BadLineException when there is content that cannot be used; the event is none the worse for it
     */
    ItemContent content(List<String> fields) throws BadLineException {
        ItemContent content = new ItemContent(
                text("category", category, fields),
                text("brand", brand, fields),
                price(fields),
                text("title", title, fields));
        return content.isUnknown() ? ItemContent.UNKNOWN : content;
    }

    private static String text(String column, int index, List<String> fields) throws BadLineException {
        String text = index < 0 ? "" : fields.get(index).strip();
        if (text.length() > RecordLimits.ID_CHARS_MAX) {
            throw new BadLineException(column + " has " + text.length() + " characters, but may have at most "
                    + RecordLimits.ID_CHARS_MAX);
        }
        return text;
    }

    private double price(List<String> fields) throws BadLineException {
        String text = price < 0 ? "" : fields.get(price).strip();
        if (text.isEmpty()) {
            return 0;
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value) && value >= 0) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw malformed(text);
        }
        throw malformed(text);
    }

    private static BadLineException malformed(String price) {
        return new BadLineException(
                "price is '" + LogColumns.excerpt(price) + "', but must be a number that is not negative");
    }
}
