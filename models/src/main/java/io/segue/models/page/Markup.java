package io.segue.models.page;

import java.util.Locale;

/** Text for a page. */
public final class Markup {
    private Markup() {}

    /** Numbers with a point, wherever this runs: SVG knows no comma. */
    public static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
