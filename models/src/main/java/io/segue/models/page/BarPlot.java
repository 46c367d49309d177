package io.segue.models.page;

import io.segue.models.evaluation.Interval;
import java.util.List;

/** Bars with intervals as SVG, one under the other. */
public record BarPlot(List<Bar> bars) {
    private static final int WIDTH = 620;
    private static final int LEFT_MIN = 120;
    private static final int LETTER = 7;
    private static final int RIGHT = 60;
    private static final int ROW = 30;
    private static final int THICKNESS = 16;

    /**
     * A bar.
     *
     * @param color index into the palette
     */
    public record Bar(String name, int color, double value, Interval interval) {}

    public BarPlot {
        bars = List.copyOf(bars);
    }

    public String svg() {
        int height = ROW * bars.size() + 8;
        double most = bars.stream()
                .mapToDouble(bar -> Math.max(bar.value, bar.interval.high()))
                .max()
                .orElse(1);
        int left = left();
        double scale = (WIDTH - left - RIGHT) / Math.max(most, 1e-9);
        StringBuilder svg = new StringBuilder(Markup.text(
                "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">%n", WIDTH, height, WIDTH, height));
        for (int i = 0; i < bars.size(); i++) {
            append(svg, bars.get(i), ROW * i + ROW / 2.0 + 4, left, scale);
        }
        return svg.append("</svg>\n").toString();
    }

    /** Room for the longest name. */
    private int left() {
        int longest = bars.stream().mapToInt(bar -> bar.name.length()).max().orElse(0);
        return Math.max(LEFT_MIN, longest * LETTER);
    }

    private static void append(StringBuilder svg, Bar bar, double y, int left, double scale) {
        double low = left + bar.interval.low() * scale;
        double high = left + bar.interval.high() * scale;
        svg.append(Markup.text(
                "<text class=\"name\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>"
                        + "<rect class=\"bar c%d\" x=\"%d\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>%n",
                left - 8,
                y + 4,
                Markup.escaped(bar.name),
                bar.color,
                left,
                y - THICKNESS / 2.0,
                bar.value * scale,
                THICKNESS));
        svg.append(Markup.text(
                "<path class=\"whisker\" d=\"M%.1f %.1fH%.1fM%.1f %.1fv8M%.1f %.1fv8\"/>"
                        + "<text x=\"%.1f\" y=\"%.1f\">%.4f</text>%n",
                low, y, high, low, y - 4, high, y - 4, high + 8, y + 4, bar.value));
    }
}
