package io.segue.streaming.bench.score;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What was measured of scoring.
 *
 * @param kernel name of the engine that is judged
 * @param loadBefore load average of the machine when it began, negative where the system does not say
 */
public record ScoreFigures(
        ScoreSettings settings,
        String kernel,
        ScoreCeiling ceiling,
        List<ScoreCell> cells,
        double loadBefore,
        double loadAfter) {
    /** Of a machine where nothing else runs, when the benchmark begins. */
    private static final double QUIET_LOAD = 0.5;
    /** Between repetitions on a quiet machine. */
    private static final double QUIET_SPREAD = 0.1;

    private static final double PERCENT = 100;

    public ScoreFigures {
        cells = List.copyOf(cells);
    }

    /** Whether something else ran, so that only ratios can be trusted. */
    boolean isBusy() {
        return loadBefore > QUIET_LOAD || spreadMax() > QUIET_SPREAD;
    }

    private double spreadMax() {
        return cells.stream().mapToDouble(ScoreCell::spread).max().orElse(0);
    }

    /** How many times as long the baseline takes as this cell. */
    double ratio(ScoreCell cell) {
        return cells.stream()
                        .filter(other -> other.engine().equals(ScoreBench.TORCH)
                                && other.items() == cell.items()
                                && other.batch() == cell.batch())
                        .findFirst()
                        .orElse(cell)
                        .ms()
                / cell.ms();
    }

    public void writeTo(ObjectNode json) {
        json.put("kernel", kernel);
        json.put("hiddenSize", settings.hiddenSize());
        json.put("repetitions", settings.repetitions());
        json.put("processors", Runtime.getRuntime().availableProcessors());
        json.put("loadBefore", loadBefore);
        json.put("loadAfter", loadAfter);
        json.put("busy", isBusy());
        ceiling.writeTo(json.putObject("ceiling"));
        ArrayNode array = json.putArray("cells");
        for (ScoreCell cell : cells) {
            ObjectNode object = array.addObject();
            cell.writeTo(object, ceiling);
            object.put("ratio", ratio(cell));
        }
    }

    /** The last thing that the benchmark prints. */
    public String summary() {
        StringBuilder text = new StringBuilder();
        text.append("\nThe best 20 of all items, %d units, one thread, medians of %d; ms of the core's time\n"
                .formatted(settings.hiddenSize(), settings.repetitions()));
        text.append("  the core      %s\n".formatted(ceiling));
        text.append("  load average  %.1f before, %.1f after; repetitions differ by up to %.0f %%%s\n"
                .formatted(
                        loadBefore,
                        loadAfter,
                        PERCENT * spreadMax(),
                        isBusy() ? ": BUSY, trust nothing but ratios" : ""));
        text.append("\n%10s %6s %-12s %10s %10s %9s %8s %8s %7s %9s\n"
                .formatted(
                        "items", "batch", "engine", "ms", "wall ms", "step ms", "% read", "% GEMM", "ratio", "exact"));
        for (ScoreCell cell : cells) {
            text.append("%,10d %6d %-12s %10.3f %10.3f %9.3f %8.0f %8.0f %7.2f %8.0f%%\n"
                    .formatted(
                            cell.items(),
                            cell.batch(),
                            cell.engine(),
                            cell.ms(),
                            cell.wallMs(),
                            cell.stepMs(),
                            cell.percentOfBandwidth(ceiling),
                            cell.percentOfGemm(ceiling),
                            ratio(cell),
                            PERCENT * cell.overlap()));
        }
        return text.toString();
    }
}
