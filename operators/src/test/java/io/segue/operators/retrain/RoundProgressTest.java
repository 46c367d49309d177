package io.segue.operators.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.gru.TrainingProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RoundProgressTest {
    private final List<String> lines = new ArrayList<>();
    private long nanos;
    private final RoundProgress progress = new RoundProgress(() -> nanos, lines::add);

    private void afterSeconds(int seconds, int step) {
        nanos += TimeUnit.SECONDS.toNanos(seconds);
        progress.onProgress(new TrainingProgress(1, 5, step, 1_000, 100, 1_234, 5.6789, 61));
    }

    @Test
    void tellsEachPassAndALineEveryTenSeconds() {
        progress.onData(1_000, 5_000);
        progress.onPass("pass 1 of 3");
        for (int step = 1; step <= 12; step++) {
            afterSeconds(1, step);
        }
        progress.onPass("pass 2 of 3");
        afterSeconds(9, 1);

        assertThat(lines)
                .containsExactly(
                        "learns from 1,000 sessions with 5,000 events",
                        "pass 1 of 3",
                        "epoch 1 of 5, step 10 of 1,000, loss 5.679, 1,234 examples/s, 61 s left of the pass",
                        "pass 2 of 3");
    }
}
