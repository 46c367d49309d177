package io.segue.streaming.evaluation;

import io.segue.models.evaluation.Comparison;
import io.segue.models.evaluation.EvaluationReport;
import io.segue.models.evaluation.Metric;
import io.segue.models.evaluation.ModelFigures;
import io.segue.models.evaluation.PartFigures;
import io.segue.models.evaluation.Slicing;
import io.segue.models.evaluation.SplitSizes;
import io.segue.models.evaluation.Spread;
import io.segue.models.page.BarPlot;
import io.segue.models.page.LinePlot;
import io.segue.models.page.Markup;
import io.segue.models.page.PageStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A report as one HTML file that needs nothing else: tables, and plots as SVG. */
public final class EvaluationPage {
    /** Their parts follow each other; those of others are kinds of predictions. */
    private static final Set<Slicing> SEQUENCES = Set.of(Slicing.POSITION, Slicing.TEST_TIME);

    private final EvaluationRun run;
    private final EvaluationReport report;
    private final String title;
    private final int cutoff;

    /**
     * A page.
     *
     * @param title what was split, and how
     */
    public EvaluationPage(EvaluationRun run, EvaluationReport report, String title) {
        this.run = run;
        this.report = report;
        this.title = title;
        this.cutoff = report.cutoff();
    }

    public String html() {
        StringBuilder html = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" + Markup.escaped(title)
                + "</title>\n<style>\n" + PageStyle.CSS + "</style>\n</head>\n<body>\n");
        html.append("<h1>Segue evaluation</h1>\n<p class=\"sub\">")
                .append(Markup.escaped(title))
                .append("</p>\n<p class=\"sub\">")
                .append(Markup.escaped(run.line()))
                .append("</p>\n")
                .append(sizes(report.sizes()));
        if (!report.missing().isEmpty()) {
            html.append("<p><strong>")
                    .append(Markup.escaped(EvaluationText.incomplete(report)))
                    .append("</strong></p>\n");
        }
        html.append("<section>\n<h2>Models</h2>\n").append(models()).append("</section>\n");
        if (!report.comparisons().isEmpty()) {
            html.append("<section>\n<h2>Differences</h2>\n")
                    .append(comparisons())
                    .append("</section>\n");
        }
        html.append("<div class=\"plots\">\n");
        figure(html, "Recall@" + cutoff + ", 95 % intervals", bars());
        figure(html, "Recall@k by length of the list", curves());
        for (Slicing slicing : Slicing.values()) {
            // One part alone is the whole.
            if (report.models().get(0).parts().getOrDefault(slicing, List.of()).size() > 1) {
                String caption = "Recall@%d by %s, over the number of predictions".formatted(cutoff, slicing.title());
                figure(html, caption, parts(slicing));
            }
        }
        return html.append("</div>\n</body>\n</html>\n").toString();
    }

    private static void figure(StringBuilder html, String caption, String svg) {
        html.append("<figure>\n<figcaption>")
                .append(Markup.escaped(caption))
                .append("</figcaption>\n")
                .append(svg)
                .append("</figure>\n");
    }

    private static String sizes(SplitSizes sizes) {
        return Markup.text(
                "<dl><dt>train</dt><dd>%,d sessions, %,d events, %,d items</dd>"
                        + "<dt>test</dt><dd>%,d sessions, %,d events, %,d predictions</dd></dl>%n",
                sizes.trainSessions(),
                sizes.trainEvents(),
                sizes.items(),
                sizes.testSessions(),
                sizes.testEvents(),
                sizes.predictions());
    }

    private String models() {
        List<String> cells = new ArrayList<>(List.of("model", "runs"));
        for (Metric metric : Metric.values()) {
            cells.add((metric == Metric.RECALL ? "Recall" : metric.name()) + "@" + cutoff);
        }
        cells.addAll(List.of("coverage", "popularity bias", "diversity", "train s", "train events/s", "ms/list"));
        StringBuilder table = new StringBuilder("<table>\n").append(row("th", cells));
        for (ModelFigures model : report.models()) {
            table.append(row("td", cells(model)));
        }
        return table.append("</table>\n").toString();
    }

    private List<String> cells(ModelFigures model) {
        List<String> cells = new ArrayList<>(List.of(Markup.escaped(model.name()), String.valueOf(model.runs())));
        for (Metric metric : Metric.values()) {
            cells.add(cell(model, metric));
        }
        cells.add(Markup.text("%.3f", model.lists().coverage()));
        cells.add(Markup.text("%.2f", model.lists().popularityBias()));
        double diversity = model.lists().diversity();
        cells.add(Double.isNaN(diversity) ? "unknown" : Markup.text("%.3f", diversity));
        cells.add(Markup.text("%.1f", model.costs().trainSeconds().mean())
                + (model.costs().isTrainingPartial()
                        ? "<abbr title=\"" + EvaluationText.PARTIAL_TRAINING + "\">*</abbr>"
                        : ""));
        cells.add(Markup.text("%,.0f", model.costs().trainEventsPerSecond()));
        cells.add(Markup.text("%.2f", model.costs().listMs().mean()));
        return cells;
    }

    private String cell(ModelFigures model, Metric metric) {
        Spread spread = model.at(metric, cutoff);
        boolean best = report.models().stream()
                .allMatch(other -> other.at(metric, cutoff).mean() <= spread.mean());
        String mean = Markup.text(best ? "<b>%.4f</b>" : "%.4f", spread.mean());
        return model.runs() > 1 ? mean + Markup.text(" <small>±%.4f</small>", spread.sd()) : mean;
    }

    private String comparisons() {
        StringBuilder table =
                new StringBuilder("<p class=\"sub\">Paired by session: bootstrap interval, permutation test."
                        + " Grey: may be chance.</p>\n<table>\n");
        table.append(row("th", List.of("model", "against", "metric", "difference", "95 % interval", "p")));
        for (Comparison comparison : report.comparisons()) {
            String cells = row(
                    "td",
                    List.of(
                            Markup.escaped(comparison.model()),
                            Markup.escaped(comparison.against()),
                            Markup.escaped(comparison.metric()),
                            Markup.text("%+.4f", comparison.difference()),
                            Markup.text(
                                    "[%+.4f, %+.4f]",
                                    comparison.interval().low(),
                                    comparison.interval().high()),
                            Markup.text("%.3f", comparison.p())));
            table.append(comparison.isClear() ? cells : cells.replace("<tr>", "<tr class=\"chance\">"));
        }
        return table.append("</table>\n").toString();
    }

    private static String row(String tag, List<String> cells) {
        return cells.stream()
                .map(cell -> "<" + tag + ">" + cell + "</" + tag + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }

    private String bars() {
        List<BarPlot.Bar> bars = new ArrayList<>();
        for (int i = 0; i < report.models().size(); i++) {
            ModelFigures model = report.models().get(i);
            bars.add(new BarPlot.Bar(
                    model.name(), color(i), model.at(Metric.RECALL, cutoff).mean(), model.recallInterval()));
        }
        bars.sort(Comparator.comparingDouble(BarPlot.Bar::value).reversed());
        return new BarPlot(bars).svg();
    }

    private String curves() {
        List<String> places =
                IntStream.rangeClosed(1, cutoff).mapToObj(String::valueOf).toList();
        List<LinePlot.Line> lines = new ArrayList<>();
        for (int i = 0; i < report.models().size(); i++) {
            ModelFigures model = report.models().get(i);
            lines.add(new LinePlot.Line(model.name(), color(i), model.recallCurve()));
        }
        return new LinePlot(places, lines, true).svg();
    }

    private String parts(Slicing slicing) {
        List<String> places = report.models().get(0).parts().getOrDefault(slicing, List.of()).stream()
                .map(part -> Markup.text("%s\n%,d", part.part(), part.count()))
                .toList();
        List<LinePlot.Line> lines = new ArrayList<>();
        for (int i = 0; i < report.models().size(); i++) {
            ModelFigures model = report.models().get(i);
            List<Double> values = model.parts().getOrDefault(slicing, List.of()).stream()
                    .map(PartFigures::recall)
                    .toList();
            lines.add(new LinePlot.Line(model.name(), color(i), values));
        }
        return new LinePlot(places, lines, SEQUENCES.contains(slicing)).svg();
    }

    private static int color(int model) {
        return model % PageStyle.COLORS;
    }
}
