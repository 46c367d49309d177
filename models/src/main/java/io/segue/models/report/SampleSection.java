package io.segue.models.report;

import io.segue.models.page.Markup;
import io.segue.models.proposal.ScoredItem;
import io.segue.models.recommender.SampleList;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.session.SessionEvent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sessions beside what they are recommended, as ordered lists. */
final class SampleSection {
    private static final int EVENTS_MAX = 10;

    private final ItemCatalogue catalogue;

    SampleSection(ItemCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    String html(SampleList sample) {
        List<SessionEvent> events = sample.turn().tail().events();
        int from = Math.max(0, events.size() - EVENTS_MAX);
        StringBuilder html = new StringBuilder("<div class=\"sample\">\n<div>\n<h3>")
                .append(Markup.text("Session of %,d events", events.size()))
                .append(from == 0 ? "" : Markup.text(", the newest %d", EVENTS_MAX))
                .append("</h3>\n<ol class=\"seen\" start=\"")
                .append(from + 1)
                .append("\">\n");
        for (SessionEvent event : events.subList(from, events.size())) {
            append(html, event.itemId(), event.type().name().toLowerCase(Locale.ROOT));
        }
        html.append("</ol>\n<p class=\"sub\">")
                .append(Markup.escaped(Times.text(sample.turn().timestampMs())))
                .append("</p>\n</div>\n<div>\n<h3>Recommended</h3>\n<ol class=\"list\">\n");
        for (ScoredItem item : sample.items()) {
            boolean isSeen = events.stream().anyMatch(event -> event.itemId().equals(item.itemId()));
            append(html, item.itemId(), isSeen ? "seen in the session" : "");
        }
        return html.append("</ol>\n</div>\n</div>\n").toString();
    }

    private void append(StringBuilder html, String itemId, String remark) {
        html.append("<li><span>")
                .append(Markup.escaped(itemId))
                .append("</span> <small>")
                .append(Markup.escaped(Stream.of(nameOf(catalogue.of(itemId)), remark)
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" · "))))
                .append("</small></li>\n");
    }

    private static String nameOf(ItemContent content) {
        return Stream.of(content.title(), content.brand(), content.category())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }
}
