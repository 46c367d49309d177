package io.segue.streaming.evaluation;

import java.util.List;
import java.util.Locale;

/** A table for a terminal. */
public final class TextTable {
    private TextTable() {}

    /** The first column to the left, the others to the right; all rows have as many cells. */
    public static String aligned(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(each -> each.get(at).length())
                        .max()
                        .orElse(1);
                line.append(String.format(
                        Locale.ROOT, column == 0 ? "%-" + width + "s" : "  %" + width + "s", row.get(column)));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }
}
