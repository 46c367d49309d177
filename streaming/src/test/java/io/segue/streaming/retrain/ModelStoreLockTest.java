package io.segue.streaming.retrain;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreLockTest {
    @TempDir
    Path store;

    @Test
    void refusesASecondTrainerOfTheModelAndNamesTheFirst() {
        try (ModelStoreLock first = ModelStoreLock.take(store, "segue", "trainer", "the first one")) {
            assertThatThrownBy(() -> ModelStoreLock.take(store, "segue", "trainer", "the second one"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another trainer of model segue")
                    .hasMessageContaining("the first one");
            assertThatCode(() -> ModelStoreLock.take(store, "other", "trainer", "the first one")
                            .close())
                    .as("of another model")
                    .doesNotThrowAnyException();
            assertThatCode(() -> ModelStoreLock.take(store, "segue", "learner", "its learner")
                            .close())
                    .as("in another role")
                    .doesNotThrowAnyException();
        }
        assertThatCode(() -> ModelStoreLock.take(store, "segue", "trainer", "the second one")
                        .close())
                .as("once the first has ended")
                .doesNotThrowAnyException();
    }
}
