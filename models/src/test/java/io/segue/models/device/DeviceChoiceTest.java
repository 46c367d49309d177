package io.segue.models.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.segue.state.settings.InvalidOptionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceChoiceTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "CPU", "cuda", "cuda:", "cuda:-1", "cuda:01", "cuda:100", "cpu "})
    void refusesWhatIsNoDevice(String text) {
        assertThatThrownBy(() -> new DeviceChoice(text))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage(
                        "segue.model.device is " + text + ", but must be auto, cpu or cuda:N with N within [0, 99]");
    }

    @Test
    void takesTheFirstCudaDeviceWhereThereIsOne() {
        assertThat(DeviceChoice.AUTO.resolve(2)).isEqualTo(Device.gpu(0));
        assertThat(DeviceChoice.AUTO.resolve(0)).isEqualTo(Device.cpu());
    }

    @Test
    void takesTheDeviceThatWasAskedFor() {
        assertThat(DeviceChoice.CPU.resolve(2)).isEqualTo(Device.cpu());
        assertThat(new DeviceChoice("cuda:1").resolve(2)).isEqualTo(Device.gpu(1));
    }

    @Test
    void neverFallsBackToTheCpuInSilence() {
        assertThatThrownBy(() -> new DeviceChoice("cuda:1").resolve(1))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("segue.model.device is cuda:1")
                .hasMessageContaining("this process sees 1 CUDA devices")
                .hasMessageContaining("PYTORCH_LIBRARY_PATH");
    }

    @Test
    void namesADeviceAsTheOptionDoes() {
        assertThat(DeviceChoice.nameOf(Device.cpu())).isEqualTo("cpu");
        assertThat(DeviceChoice.nameOf(Device.gpu(3))).isEqualTo("cuda:3");
    }

    @Test
    void resolvesTheCpuOnAnyMachine() {
        assertThat(DeviceChoice.CPU.resolve()).isEqualTo(Device.cpu());
    }
}
