package io.segue.models.gru;

import org.junit.jupiter.api.Nested;

/** As in a process that was started without the vector API. */
class ScalarScorerTest {
    @Nested
    class Scores extends GruScorerContract {
        @Override
        Backend backend() {
            return Backend.SCALAR;
        }
    }

    @Nested
    class Contents extends GruScorerContentContract {
        @Override
        Backend backend() {
            return Backend.SCALAR;
        }
    }
}
