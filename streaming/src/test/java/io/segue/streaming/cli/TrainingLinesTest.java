package io.segue.streaming.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.gru.TrainingProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class TrainingLinesTest {
    private static final TrainingProgress STATE = new TrainingProgress(2, 3, 40, 50, 9_000, 1_234, 5.5, 65);
    private static final String LINE = "epoch 2 of 3  step 40 of 50  loss 5.500  1,234 examples/s  1:05 left";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final TrainingLines lines =
            new TrainingLines(new Progress(new PrintStream(out, true, UTF_8), false, () -> 0));

    @Test
    void labelsEachPassOnce() {
        lines.onPass("pass 1 of 2");
        lines.onProgress(STATE);
        lines.onProgress(STATE);
        lines.onPass("pass 2 of 2");
        lines.onProgress(STATE);

        assertThat(out.toString(UTF_8).lines()).containsExactly("pass 1 of 2", LINE, LINE, "pass 2 of 2", LINE);
    }
}
