package io.segue.models.gru;

import io.segue.models.kernel.TableScan;
import io.segue.models.kernel.TopColumns;
import java.util.Arrays;

/** Rounds and scores on the CPU, in the thread that asks. */
final class KernelCalls implements GruCalls {
    private final KernelGru engine;
    private final GruShape shape;
    private final Candidates candidates;
    private final TableScan scan;
    private final KernelCell.Scratch scratch = new KernelCell.Scratch();

    KernelCalls(KernelGru engine, Candidates candidates) {
        this.engine = engine;
        this.shape = engine.shape();
        this.candidates = candidates;
        this.scan = new TableScan(engine.kernel());
    }

    @Override
    public float[] run(PackedBatch packed, OwnItems own, int fetched) {
        int rows = packed.rows();
        int units = shape.hiddenSize();
        float[] hidden = hiddenAfter(packed);
        float[] outputs = hidden.clone();
        engine.cell().outputs(scratch, outputs, packed.values(), packed.newestContextsFrom(shape), rows);
        TopColumns best = best(outputs, rows, fetched);
        int columns = 2 * units + 2 * fetched + own.width();
        float[] values = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            int at = row * columns;
            System.arraycopy(hidden, row * units, values, at, units);
            System.arraycopy(outputs, row * units, values, at + units, units);
            best.drain(row, values, at + 2 * units);
            for (int i = 0; i < own.items().get(row).size(); i++) {
                int place = (int) own.candidates()[row * own.width() + i];
                values[at + 2 * units + 2 * fetched + i] = score(place, outputs, row * units);
            }
        }
        return values;
    }

    private float[] hiddenAfter(PackedBatch packed) {
        int units = shape.hiddenSize();
        float[] values = packed.values();
        float[] hidden = Arrays.copyOf(values, packed.rows() * units);
        if (shape.hasMemory()) {
            engine.cell().begin(hidden, values, values.length - packed.rows(), packed.rows());
        }
        int at = hidden.length;
        for (int rows : packed.roundRows()) {
            float[] items = scratch.items(shape, rows);
            for (int row = 0; row < rows; row++) {
                readInput((int) values[at + row * packed.columns()], items, row * shape.inputWidth());
            }
            engine.cell().step(scratch, values, at + 1, packed.columns(), rows, hidden);
            at += rows * packed.columns();
        }
        return hidden;
    }

    private void readInput(int row, float[] vectors, int at) {
        if (row < shape.rows()) {
            engine.readInput(row, vectors, at);
        } else {
            candidates.announced().vectors().read(row - shape.rows(), vectors, at);
        }
    }

    private TopColumns best(float[] outputs, int rows, int fetched) {
        TopColumns best = new TopColumns(rows, fetched);
        float[] offsets = candidates.offsets();
        engine.codes()
                .ifPresentOrElse(
                        codes -> scan.scan(outputs, rows, engine.items(), codes, offsets, 0, best),
                        () -> scan.scan(outputs, rows, engine.items(), offsets, 0, best));
        AnnouncedItems announced = candidates.announced();
        if (!announced.isEmpty()) {
            scan.scan(outputs, rows, announced.vectors(), announced.bias(), shape.itemsCount(), best);
        }
        return best;
    }

    private float score(int place, float[] outputs, int at) {
        int items = shape.itemsCount();
        AnnouncedItems announced = candidates.announced();
        return place < items
                ? engine.items().dot(place, outputs, at) + candidates.offsets()[place]
                : announced.vectors().dot(place - items, outputs, at)
                        + announced.bias()[place - items];
    }

    @Override
    public void close() {
        // Nothing but heap.
    }
}
