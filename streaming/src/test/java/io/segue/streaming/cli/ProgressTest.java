package io.segue.streaming.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long nowNanos;

    private Progress progress(boolean terminal) {
        return new Progress(new PrintStream(out, true, UTF_8), terminal, () -> nowNanos);
    }

    private String shown() {
        return out.toString(UTF_8);
    }

    @Test
    void printsTheFirstStateOneEveryTenSecondsAndTheLastWhereThereIsNoTerminal() {
        Progress progress = progress(false);

        progress.line("training gru");
        for (int second = 0; second < 25; second++) {
            progress.update("step " + second);
            nowNanos += Duration.ofSeconds(1).toNanos();
        }
        progress.line("training rank");
        progress.update("step 0 of rank");

        assertThat(shown().lines())
                .containsExactly(
                        "training gru", "step 0", "step 10", "step 20", "step 24", "training rank", "step 0 of rank");
    }

    @Test
    void printsAStateOnceWhereItIsTheOnlyOne() {
        Progress progress = progress(false);

        progress.update("step 1 of 1");
        progress.line("done");

        assertThat(shown().lines()).containsExactly("step 1 of 1", "done");
    }

    @Test
    void rewritesTheLineOfATerminal() {
        Progress progress = progress(true);

        progress.update("step 1");
        progress.update("step 2");
        progress.line("done");

        assertThat(shown()).isEqualTo("\r\u001b[2Kstep 1\r\u001b[2Kstep 2\r\u001b[2Kdone" + System.lineSeparator());
    }
}
