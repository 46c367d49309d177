package io.segue.streaming.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lines over a common axis as SVG, each labelled at its end.
 *
 * @param places labels of the axis, from left to right
 */
record LinePlot(List<String> places, List<Line> lines) {
    private static final int WIDTH = 620;
    private static final int HEIGHT = 300;
    private static final int LEFT = 40;
    private static final int RIGHT = 120;
    private static final int TOP = 12;
    private static final int BOTTOM = 40;
    private static final int LABEL_HEIGHT = 14;
    private static final int PLACE_LABELS_MAX = 12;
    private static final double[] STEPS = {0.01, 0.02, 0.05, 0.1, 0.2};
    private static final int STEPS_MAX = 6;

    /**
     * A line.
     *
     * @param color index into the palette
     * @param values one a place, at least 0
     */
    record Line(String name, int color, List<Double> values) {
        double last() {
            return values.get(values.size() - 1);
        }
    }

    LinePlot {
        places = List.copyOf(places);
        lines = List.copyOf(lines);
    }

    String svg() {
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
        lines.forEach(line -> append(svg, line, top));
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

    private void append(StringBuilder svg, Line line, double top) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < line.values.size(); i++) {
            points.append(Markup.text("%.1f,%.1f ", x(i), y(line.values.get(i), top)));
        }
        svg.append(Markup.text(
                "<polyline class=\"line c%d\" points=\"%s\"/>%n",
                line.color, points.toString().strip()));
        for (int i = 0; i < line.values.size(); i++) {
            svg.append(Markup.text(
                    "<circle class=\"dot c%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"><title>%s, %s: %.4f</title></circle>%n",
                    line.color,
                    x(i),
                    y(line.values.get(i), top),
                    Markup.escaped(line.name),
                    Markup.escaped(places.get(i).replace('\n', ' ')),
                    line.values.get(i)));
        }
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
                    line.color, x(places.size() - 1) + 10, y + 4, Markup.escaped(line.name)));
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

    private double x(int place) {
        double inset = 14;
        double span = WIDTH - LEFT - RIGHT - 2 * inset;
        return places.size() < 2 ? LEFT + inset + span / 2 : LEFT + inset + span * place / (places.size() - 1);
    }

    private static double y(double value, double top) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
    }
}
