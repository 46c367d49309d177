package io.segue.models.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lines or dots over a common axis as SVG, labelled at the end.
 *
 * @param places labels of the axis, from left to right
 * @param isJoined whether the places are a sequence; where they are kinds, a line between them would say nothing, and
 *     each has its dots side by side
 */
public record LinePlot(List<String> places, List<Line> lines, boolean isJoined) {
    private static final int WIDTH = 620;
    private static final int HEIGHT = 300;
    private static final int LEFT = 40;
    private static final int RIGHT = 120;
    private static final int TOP = 12;
    private static final int BOTTOM = 40;
    private static final int LABEL_HEIGHT = 14;
    private static final int PLACE_LABELS_MAX = 12;
    private static final int DOTS_APART_MAX = 14;
    /** Of the room of a place. */
    private static final double DOTS_SHARE = 0.7;

    private static final double[] STEPS = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5};
    private static final int STEPS_MAX = 6;

    /**
     * A line.
     *
     * @param color index into the palette
     * @param values one a place, at least 0
     */
    public record Line(String name, int color, List<Double> values) {
        double last() {
            return values.get(values.size() - 1);
        }
    }

    public LinePlot {
        places = List.copyOf(places);
        lines = List.copyOf(lines);
    }

    public String svg() {
        double step = step();
        double top = Math.max(step, Math.ceil(max() / step - 1e-9) * step);
        StringBuilder svg = new StringBuilder(Markup.text(
                "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">%n", WIDTH, HEIGHT, WIDTH, HEIGHT));
        for (double value = 0; value <= top + step / 2; value += step) {
            double y = y(value, top);
            svg.append(Markup.text(
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                            + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.2f</text>%n",
                    LEFT, WIDTH - RIGHT, y, y, LEFT - 6, y + 4, value));
        }
        int every = (places.size() + PLACE_LABELS_MAX - 1) / PLACE_LABELS_MAX;
        for (int i = 0; i < places.size(); i++) {
            if (every <= 1 || (i + 1) % every == 0 || i == 0) {
                appendPlace(svg, i);
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            append(svg, i, top);
        }
        appendLabels(svg, top);
        return svg.append("</svg>\n").toString();
    }

    /** A label may have a second line. */
    private void appendPlace(StringBuilder svg, int place) {
        String[] rows = places.get(place).split("\n", 2);
        for (int row = 0; row < rows.length; row++) {
            svg.append(Markup.text(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    x(place), HEIGHT - BOTTOM + 16 + row * LABEL_HEIGHT, Markup.escaped(rows[row])));
        }
    }

    private void append(StringBuilder svg, int index, double top) {
        Line line = lines.get(index);
        if (isJoined) {
            appendPolyline(svg, line, top);
        }
        double aside = isJoined ? 0 : (index - (lines.size() - 1) / 2.0) * dotsApart();
        for (int i = 0; i < line.values.size(); i++) {
            svg.append(Markup.text(
                    "<circle class=\"dot c%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"%d\"><title>%s, %s: %.4f</title></circle>%n",
                    line.color,
                    x(i) + aside,
                    y(line.values.get(i), top),
                    isJoined ? 3 : 4,
                    Markup.escaped(line.name),
                    Markup.escaped(places.get(i).replace('\n', ' ')),
                    line.values.get(i)));
        }
    }

    private void appendPolyline(StringBuilder svg, Line line, double top) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < line.values.size(); i++) {
            points.append(Markup.text("%.1f,%.1f ", x(i), y(line.values.get(i), top)));
        }
        svg.append(Markup.text(
                "<polyline class=\"line c%d\" points=\"%s\"/>%n",
                line.color, points.toString().strip()));
    }

    private double dotsApart() {
        double room = (double) (WIDTH - LEFT - RIGHT) / places.size();
        return Math.min(DOTS_APART_MAX, DOTS_SHARE * room / lines.size());
    }

    /** At the ends of the lines, moved apart where they would overlap. */
    private void appendLabels(StringBuilder svg, double top) {
        List<Line> fromTop = new ArrayList<>(lines);
        fromTop.sort(Comparator.comparingDouble(Line::last).reversed());
        double lowest = HEIGHT - BOTTOM;
        double before = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < fromTop.size(); i++) {
            Line line = fromTop.get(i);
            double room = lowest - (fromTop.size() - 1.0 - i) * LABEL_HEIGHT;
            double y = Math.max(before + LABEL_HEIGHT, Math.min(y(line.last(), top), room));
            before = y;
            svg.append(Markup.text(
                    "<text class=\"label c%d\" x=\"%.1f\" y=\"%.1f\">%s</text>%n",
                    line.color, labelsX(), y + 4, Markup.escaped(line.name)));
        }
    }

    private double step() {
        for (double step : STEPS) {
            if (max() <= step * STEPS_MAX) {
                return step;
            }
        }
        return STEPS[STEPS.length - 1];
    }

    private double max() {
        return lines.stream()
                .flatMap(line -> line.values.stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }

    private double labelsX() {
        return isJoined ? x(places.size() - 1) + 10 : WIDTH - RIGHT + 4;
    }

    private double x(int place) {
        double inset = isJoined ? 14 : (WIDTH - LEFT - RIGHT) / 2.0 / places.size();
        double span = WIDTH - LEFT - RIGHT - 2 * inset;
        return places.size() < 2 ? LEFT + inset + span / 2 : LEFT + inset + span * place / (places.size() - 1);
    }

    private static double y(double value, double top) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
    }
}
