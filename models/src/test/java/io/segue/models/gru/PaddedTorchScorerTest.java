package io.segue.models.gru;

import org.junit.jupiter.api.Nested;

/** What runs on a GPU, on the CPU. */
class PaddedTorchScorerTest {
    @Nested
    class Scores extends GruScorerContract {
        @Override
        Backend backend() {
            return Backend.paddedTorch();
        }
    }

    @Nested
    class Contents extends GruScorerContentContract {
        @Override
        Backend backend() {
            return Backend.paddedTorch();
        }
    }
}
