package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.Scorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TorchScorerTest {
    @Nested
    class Scores extends GruScorerContract {
        @Override
        Backend backend() {
            return Backend.TORCH;
        }
    }

    @Nested
    class Contents extends GruScorerContentContract {
        @Override
        Backend backend() {
            return Backend.TORCH;
        }
    }

    @Test
    void keepsMemoryFlatOverManyCalls() throws IOException {
        GruWeights large = Fixtures.weights(8, 10_000, 3, 7);
        List<ModelRequest> batch = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            batch.add(Fixtures.fromStart(Fixtures.inputs(1 + i % 4, 10_000, new SplittableRandom(i))));
        }
        try (GruModel flat = Fixtures.model(large, Backend.TORCH);
                Scorer scorer = flat.newScorer()) {
            TorchGru engine = (TorchGru) flat.engine();
            call(scorer, batch, 200);
            int arraysBefore = engine.arraysCount();
            long bytesBefore = residentBytes();

            call(scorer, batch, 2_000);

            assertThat(engine.arraysCount()).isEqualTo(arraysBefore);
            // One leaked array of scores a call would be 610 MiB; the heap's own size moves by up to 100.
            assertThat(residentBytes() - bytesBefore).isLessThan(250L << 20);
        }
    }

    private static void call(Scorer scorer, List<ModelRequest> batch, int calls) {
        for (int i = 0; i < calls; i++) {
            scorer.setAvailable("item-" + i % 10, i % 20 < 10);
            scorer.recommend(batch, 20);
        }
    }

    /** Arrays of the engine are not the collector's: collecting hides no leak, it only takes the heap out of it. */
    private static long residentBytes() throws IOException {
        System.gc();
        String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ");
        return Long.parseLong(pages[1]) * 4_096;
    }
}
