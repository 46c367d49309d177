package io.segue.streaming.bench.train;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.streaming.bench.Machine;
import java.util.List;

/**
 * What was measured of training.
 *
 * @param before the machine when it began
 * @param loadAfter load average at the end
 */
public record TrainFigures(TrainSettings settings, List<TrainCell> cells, Machine before, double loadAfter) {
    private static final double PERCENT = 100;

    public TrainFigures {
        cells = List.copyOf(cells);
    }

    public void writeTo(ObjectNode json) {
        json.put("items", settings.items());
        json.put("hidden", settings.hidden());
        json.put("negatives", settings.negatives());
        json.put("events", settings.events());
        json.put("repetitions", settings.repetitions());
        before.writeTo(json.putObject("machine"));
        json.put("loadAverageAfter", loadAfter);
        ArrayNode array = json.putArray("cells");
        cells.forEach(cell -> cell.writeTo(array.addObject()));
    }

    /** The last thing that the benchmark prints. */
    public String summary() {
        StringBuilder text = new StringBuilder();
        text.append("\nTraining of %,d items, %d units, %,d negatives; events/s of one core, medians of %d\n"
                .formatted(settings.items(), settings.hidden(), settings.negatives(), settings.repetitions()));
        text.append("  machine       %s, %.2f after\n".formatted(before, loadAfter));
        text.append("\n%6s %10s %7s %10s %8s %8s %10s %7s\n"
                .formatted("batch", "events/s", "spread", "by clock", "GFLOP/s", "% GEMM", "peer", "ratio"));
        for (TrainCell cell : cells) {
            text.append("%6d %,10.0f %6.0f%% %,10.0f %8.1f %8.0f %10s %7s\n"
                    .formatted(
                            cell.batch(),
                            cell.eventsPerSecond().median(),
                            PERCENT * cell.spread(),
                            cell.wallEventsPerSecond().median(),
                            cell.gigaflops(),
                            cell.percentOfGemm(),
                            cell.peer()
                                    .map(peer -> "%,.0f".formatted(peer.median()))
                                    .orElse("-"),
                            cell.ratio().map("%.2f"::formatted).orElse("-")));
        }
        return text.toString();
    }
}
