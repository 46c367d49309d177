package io.segue.streaming.evaluation;

import java.util.Locale;

/** Text for a page. */
final class Markup {
    private Markup() {}

    /** Numbers with a point, wherever this runs: SVG knows no comma. */
    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
