package io.segue.streaming.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.settings.InvalidOptionException;
import org.junit.jupiter.api.Test;

class DiskNeedTest {
    private static final long GIB = 1L << 30;
    private static final PipelineSettings SETTINGS = new PipelineSettings(1_000_000, 1_000, 16, 100, 4, 5, 1);

    @Test
    void countsTheAnswersOfEveryDrainOfThePeerAndOfTheCeiling() {
        assertThatThrownBy(() -> DiskNeed.of(SETTINGS, true).requireWithin(78 * GIB))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("--events is 1000000")
                .hasMessageContaining("the answers of 21 drains of 4,000 bytes each take about 80,394 MiB")
                .hasMessageContaining("79,872 MiB are free");
        assertThatCode(() -> DiskNeed.of(SETTINGS, false).requireWithin(78 * GIB))
                .doesNotThrowAnyException();
    }
}
