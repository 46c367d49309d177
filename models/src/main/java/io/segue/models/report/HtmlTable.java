package io.segue.models.report;

import io.segue.models.page.Markup;
import java.util.List;
import java.util.stream.Collectors;

/** A table of plain text. */
final class HtmlTable {
    private final StringBuilder html;

    HtmlTable(String... head) {
        this.html = new StringBuilder("<table>\n").append(row("th", List.of(head)));
    }

    HtmlTable add(String... cells) {
        html.append(row("td", List.of(cells)));
        return this;
    }

    private static String row(String tag, List<String> cells) {
        return cells.stream()
                .map(cell -> "<" + tag + ">" + Markup.escaped(cell) + "</" + tag + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }

    String html() {
        return html + "</table>\n";
    }
}
