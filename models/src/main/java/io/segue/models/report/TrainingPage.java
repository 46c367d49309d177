package io.segue.models.report;

import io.segue.models.format.ModelCard;
import io.segue.models.gate.Verdict;
import io.segue.models.gru.LossPoint;
import io.segue.models.gru.TrainingLog;
import io.segue.models.page.LinePlot;
import io.segue.models.page.Markup;
import io.segue.models.page.PageStyle;
import io.segue.models.recommender.SampleList;
import io.segue.models.recommender.SliceFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A report as one HTML file that needs nothing else. */
final class TrainingPage {
    private static final String CSS = """
            h3 { font-size: .95rem; margin: 0 0 .2rem; }
            .sample { display: grid; grid-template-columns: 1fr 1fr; gap: 1.4rem; padding: .8rem 0;
              border-bottom: 1px solid var(--rule); }
            .sample ol { margin: 0; padding-left: 2.2rem; } .sample li { overflow-wrap: anywhere; }
            .text { max-width: 46rem; }
            .settings th, .settings td { text-align: left; white-space: normal; overflow-wrap: anywhere; }
            """;

    private final TrainingReport report;

    TrainingPage(TrainingReport report) {
        this.report = report;
    }

    String html() {
        ModelCard card = report.card();
        String title = card.name() + " " + card.version();
        StringBuilder html = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" + Markup.escaped(title)
                + "</title>\n<style>\n" + PageStyle.CSS + CSS + "</style>\n</head>\n<body>\n");
        html.append("<h1>").append(Markup.escaped(title)).append("</h1>\n").append(lineage());
        section(html, "Verdict of the gate", verdict());
        section(html, "On events that it had not seen", slice());
        section(html, "Training", trainings());
        section(html, "Some of the newest sessions", samples());
        section(html, "Settings", settings());
        return html.append("</body>\n</html>\n").toString();
    }

    private static void section(StringBuilder html, String title, String body) {
        html.append("<section>\n<h2>")
                .append(title)
                .append("</h2>\n")
                .append(body)
                .append("</section>\n");
    }

    private static String paragraph(String text) {
        return "<p class=\"text\">" + Markup.escaped(text) + "</p>\n";
    }

    private String lineage() {
        ModelCard.Lineage lineage = report.card().lineage();
        return "<dl>"
                + term("trained until", Times.text(lineage.trainedUntilMs()) + ", time of the newest event")
                + term(
                        "trained on",
                        Markup.text(
                                "%,d sessions, %,d events, %,d items",
                                lineage.sessionsCount(),
                                lineage.eventsCount(),
                                report.card().dimensions().itemsCount()))
                + term("written", Times.text(lineage.createdAtMs()))
                + term("SHA-256", report.sha256())
                + "</dl>\n";
    }

    private static String term(String name, String value) {
        return "<dt>" + name + "</dt><dd>" + Markup.escaped(value) + "</dd>";
    }

    private String verdict() {
        if (report.verdict().isEmpty()) {
            return paragraph("Not judged yet: ./segue gate compares the bundle with the one that serves.");
        }
        Verdict verdict = report.verdict().get();
        StringBuilder html = new StringBuilder("<p><strong>")
                .append(verdict.outcome().code())
                .append("</strong>")
                .append(verdict.against().isEmpty() ? "" : ", against " + Markup.escaped(verdict.against()))
                .append("</p>\n<ul class=\"text\">\n");
        verdict.reasons()
                .forEach(reason ->
                        html.append("<li>").append(Markup.escaped(reason)).append("</li>\n"));
        HtmlTable figures = new HtmlTable("figure", "value");
        verdict.figures().forEach((name, value) -> figures.add(name, Markup.text("%.4f", value)));
        return html.append("</ul>\n").append(figures.html()).toString();
    }

    private String slice() {
        SliceFigures slice = report.course().slice();
        if (slice.sources().isEmpty()) {
            return paragraph("Not known: the newest part of the data has no event that another one follows.");
        }
        int cutoff = slice.sources().get(0).recallCurve().size();
        HtmlTable table = new HtmlTable("who", "Recall@" + cutoff, "MRR@" + cutoff, "coverage", "popularity bias");
        for (SliceFigures.Source source : slice.sources()) {
            table.add(
                    source.name(),
                    Markup.text("%.4f", source.recall()),
                    Markup.text("%.4f", source.mrr()),
                    Markup.text("%.3f", source.lists().coverage()),
                    Markup.text("%.2f", source.lists().popularityBias()));
        }
        return paragraph(Markup.text(
                        "The bundle has learned from all of its data. These are the figures of a session model with the"
                                + " same settings that knew only the events before %s, and of others, on the %,d turns from"
                                + " there to %s. Not known from this: the ranked list, as the ranker learned on these very"
                                + " turns; the gate measures it on newer ones.",
                        Times.text(slice.fromMs()), slice.predictions(), Times.text(slice.untilMs())))
                + table.html()
                + "<p class=\"sub text\">Coverage: share of the items that were recommended at least once. Popularity"
                + " bias: above 1 where lists hold more of what is popular than visitors choose.</p>\n"
                + "<div class=\"plots\">\n"
                + figure("Recall@k by length of the list", recallCurves(slice, cutoff))
                + "</div>\n";
    }

    private static String recallCurves(SliceFigures slice, int cutoff) {
        List<LinePlot.Line> lines = new ArrayList<>();
        for (SliceFigures.Source source : slice.sources()) {
            lines.add(new LinePlot.Line(source.name(), lines.size(), source.recallCurve()));
        }
        return new LinePlot(
                        IntStream.rangeClosed(1, cutoff)
                                .mapToObj(String::valueOf)
                                .toList(),
                        lines,
                        true)
                .svg();
    }

    private String trainings() {
        return paragraph("The session model is trained twice: first on the older events, for the ranker to learn with,"
                        + " then on all of them, to serve.")
                + "<div class=\"plots\">\n"
                + training("on the older events", report.course().older())
                + training("on all events, to serve", report.course().serving())
                + "</div>\n";
    }

    private static String training(String name, TrainingLog log) {
        String caption = Markup.text(
                "Loss %s: %.3f in the last epoch; %,d sessions, %,d predictions an epoch, %,.0f s",
                name, log.loss(), log.sessionsCount(), log.examplesCount(), log.seconds());
        return figure(
                caption,
                log.curve().isEmpty()
                        ? paragraph("No step had anything to learn from.")
                        : lossCurve(log.curve()) + "<p class=\"sub\">Nats a prediction, by epochs done.</p>\n");
    }

    private static String lossCurve(List<LossPoint> curve) {
        List<String> places =
                curve.stream().map(point -> Markup.text("%.1f", point.epochs())).toList();
        List<Double> losses = curve.stream().map(LossPoint::loss).toList();
        return new LinePlot(places, List.of(new LinePlot.Line("loss", 0, losses)), true).svg();
    }

    private static String figure(String caption, String content) {
        return "<figure>\n<figcaption>" + Markup.escaped(caption) + "</figcaption>\n" + content + "</figure>\n";
    }

    private String samples() {
        if (report.samples().isEmpty()) {
            return paragraph("None: no session of the data has two events.");
        }
        SampleSection section = new SampleSection(report.catalogue());
        StringBuilder html =
                new StringBuilder(paragraph("What the bundle would have answered the last event of each, with"
                        + " the counts of that moment. It has learned from these sessions."));
        html.append("<div class=\"plots\">\n");
        for (SampleList sample : report.samples()) {
            html.append(section.html(sample));
        }
        return html.append("</div>\n").toString();
    }

    private String settings() {
        HtmlTable table = new HtmlTable("setting", "value");
        addOptions(table, "", report.card().options());
        report.card().retrieval().ranking().ifPresent(ranking -> table.add("ranker", ranking.toString()));
        report.card().retrieval().similar().ifPresent(similar -> table.add("similar sessions", similar.toString()));
        report.card().retrieval().live().ifPresent(live -> table.add("counts", live.toString()));
        return "<div class=\"settings\">\n" + table.html() + "</div>\n";
    }

    /** One row a setting: groups of them are maps, whose name comes before a point. */
    private static void addOptions(HtmlTable table, String prefix, Map<?, ?> options) {
        options.forEach((name, value) -> {
            if (value instanceof Map<?, ?> group) {
                addOptions(table, prefix + name + ".", group);
            } else {
                table.add(prefix + name, String.valueOf(value));
            }
        });
    }
}
