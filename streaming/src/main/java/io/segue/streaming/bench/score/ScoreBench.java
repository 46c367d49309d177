package io.segue.streaming.bench.score;

import io.segue.models.gru.Backend;
import io.segue.models.kernel.Kernel;
import io.segue.models.kernel.Kernels;
import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.Scorer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Measures calls of models, one thread each, the engines in turns; on a GPU, too, where there is one. */
public final class ScoreBench {
    /** As libtorch computes it: the baseline. */
    static final String TORCH = "libtorch";

    /** The thread that asks only waits: by the clock on the wall. */
    private static final String GPU = "gpu";

    /** Items of a list. */
    private static final int LIST = 20;
    /** A catalogue that costs next to nothing. */
    private static final int ITEMS_OF_STEP = 100;

    private static final int COMPARED = 4;
    private static final double WARM_MS = 1_000;
    private static final double FILL_MS = 100;

    private final ScoreSettings settings;
    private final String kernel;
    private final Map<String, Backend> engines = new LinkedHashMap<>();

    public ScoreBench(ScoreSettings settings) {
        this.settings = settings;
        this.kernel = Kernels.vector()
                .map(Kernel::name)
                .orElseThrow(() -> new IllegalStateException(
                        "this process was started without " + Kernels.FLAG + ": there are no vectors to measure"));
        engines.put(kernel, Backend.KERNEL);
        if (settings.scalar()) {
            engines.put("scalar", Backend.SCALAR);
        }
        engines.put(TORCH, Backend.TORCH);
        Backend.gpu().ifPresent(gpu -> engines.put(GPU, gpu));
    }

    /**
     * Measures all cells.
     *
     * @param stopped asked between cells; what was measured until then is returned
     */
    public ScoreFigures run(BooleanSupplier stopped, Consumer<String> look) {
        double loadBefore = load();
        look.accept("measuring what the core can do ...");
        ScoreCeiling ceiling = ScoreCeiling.measure(settings.repetitions());
        List<ScoreCell> cells = new ArrayList<>();
        try (ScoredCatalogue few = new ScoredCatalogue(ITEMS_OF_STEP, settings.hiddenSize(), engines)) {
            for (int items : settings.items()) {
                look.accept("%,d items: opening ...".formatted(items));
                try (ScoredCatalogue all = new ScoredCatalogue(items, settings.hiddenSize(), engines)) {
                    for (int batch : settings.batches()) {
                        if (!stopped.getAsBoolean()) {
                            look.accept("%,d items, batch %d ...".formatted(items, batch));
                            cells.addAll(cells(few, all, items, batch));
                        }
                    }
                }
            }
        }
        return new ScoreFigures(settings, kernel, ceiling, cells, loadBefore, load());
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private List<ScoreCell> cells(ScoredCatalogue few, ScoredCatalogue all, int items, int batch) {
        Map<String, Repetitions> steps = measured(few, batch);
        Map<String, Repetitions> calls = measured(all, batch);
        List<ScoreCell> cells = new ArrayList<>();
        calls.forEach((engine, call) -> {
            double overlap = 1;
            double errorMax = 0;
            List<ModelRequest> some = all.requests(batch).subList(0, Math.min(batch, COMPARED));
            for (ModelAnswer answer : all.scorer(engine).recommend(some, LIST)) {
                ScoredCatalogue.Exactness exactness = all.exactness(answer);
                overlap = Math.min(overlap, exactness.overlap());
                errorMax = Math.max(errorMax, exactness.scoreErrorMax());
            }
            cells.add(new ScoreCell(
                    engine,
                    items,
                    batch,
                    settings.hiddenSize(),
                    msOf(engine, call),
                    call.wallMs(),
                    call.spread(),
                    msOf(engine, steps.getOrDefault(engine, call)),
                    overlap,
                    errorMax));
        });
        return cells;
    }

    private static double msOf(String engine, Repetitions measured) {
        return engine.equals(GPU) ? measured.wallMs() : measured.cpuMs();
    }

    private Map<String, Repetitions> measured(ScoredCatalogue catalogue, int batch) {
        List<ModelRequest> requests = catalogue.requests(batch);
        Map<String, Repetitions> measured = new LinkedHashMap<>();
        Map<String, Integer> times = new LinkedHashMap<>();
        for (String engine : engines.keySet()) {
            Scorer scorer = catalogue.scorer(engine);
            measured.put(engine, new Repetitions(settings.repetitions()));
            times.put(engine, Repetitions.warmUp(WARM_MS, FILL_MS, () -> scorer.recommend(requests, LIST)));
        }
        for (int i = 0; i < settings.repetitions(); i++) {
            measured.forEach((engine, repetitions) -> {
                Scorer scorer = catalogue.scorer(engine);
                repetitions.measure(times.getOrDefault(engine, 1), () -> scorer.recommend(requests, LIST));
            });
        }
        return measured;
    }
}
