package io.segue.streaming.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
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

    @Test
    void staysTakenForOtherProcessesWhenOneOfThisIsRefused() throws Exception {
        try (ModelStoreLock first = ModelStoreLock.take(store, "segue", "trainer", "the first one")) {
            assertThatThrownBy(() -> ModelStoreLock.take(store, "segue", "trainer", "the second one"))
                    .isInstanceOf(IllegalStateException.class);

            assertThat(takeElsewhere()).contains("works on " + store + ": the first one");
        }
        assertThat(takeElsewhere()).contains("taken");
    }

    /** What a process says that tries to take it. */
    private String takeElsewhere() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Taking.class.getName(),
                        store.toString())
                .redirectErrorStream(true)
                .start();
        return new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Another process. */
    static final class Taking {
        private Taking() {}

        public static void main(String[] arguments) {
            try (ModelStoreLock lock = ModelStoreLock.take(Path.of(arguments[0]), "segue", "trainer", "another")) {
                System.out.println("taken");
            }
        }
    }
}
