package io.segue.models.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import org.junit.jupiter.api.Test;

class TorchEngineTest {
    @Test
    void startsWithoutNetworkOrTelemetryOnOneThread() {
        Engine engine = TorchEngine.start();

        assertThat(engine.getEngineName()).isEqualTo("PyTorch");
        assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
        assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
        assertThat(JniUtils.getNumThreads()).isEqualTo(1);
    }

    @Test
    void givesTheAnswersThatEveryLibtorchMustGive() {
        assertThatCode(() -> EngineSelfTest.run(TorchEngine.start(), Device.cpu()))
                .doesNotThrowAnyException();
    }
}
