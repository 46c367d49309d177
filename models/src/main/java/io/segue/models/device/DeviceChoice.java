package io.segue.models.device;

import static io.segue.state.settings.Requirements.require;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where models run.
 *
 * @param text {@code cpu}, {@code cuda:N}, or {@code auto}: the first CUDA device where there is one, else the CPU
 */
public record DeviceChoice(String text) implements Serializable {
    public static final String KEY = "segue.model.device";

    // Before the constants, whose constructor reads it.
    private static final Pattern VALID = Pattern.compile("auto|cpu|cuda:(0|[1-9][0-9]?)");

    public static final DeviceChoice AUTO = new DeviceChoice("auto");
    public static final DeviceChoice CPU = new DeviceChoice("cpu");

    public DeviceChoice {
        require(VALID.matcher(text).matches(), KEY, text, "auto, cpu or cuda:N with N within [0, 99]");
    }

    /**
     * The device, after a self-test of the engine on it. Starts the engine.
     *
     * @throws io.segue.state.settings.InvalidOptionException if a CUDA device was asked for by number and isn't there
     * @throws IllegalStateException if the engine gives wrong answers, see {@link EngineSelfTest}
     */
    public Device resolve() {
        Engine engine = TorchEngine.start();
        int cudaDevices = engine.hasCapability(StandardCapabilities.CUDA) ? engine.getGpuCount() : 0;
        Device device = resolve(cudaDevices);
        EngineSelfTest.passOnce(engine, device);
        return device;
    }

    Device resolve(int cudaDevices) {
        Matcher matcher = VALID.matcher(text);
        if (matcher.matches() && matcher.group(1) != null) {
            int index = Integer.parseInt(matcher.group(1));
            require(
                    index < cudaDevices,
                    KEY,
                    text,
                    "cpu or auto here: this process sees " + cudaDevices + " CUDA devices. A GPU needs its driver and "
                            + "a CUDA libtorch 2.7.1 (PYTORCH_LIBRARY_PATH, PYTORCH_VERSION, PYTORCH_FLAVOR)");
            return Device.gpu(index);
        }
        return text.equals("auto") && cudaDevices > 0 ? Device.gpu(0) : Device.cpu();
    }

    /** The name of a resolved device, in the words of this option. */
    public static String nameOf(Device device) {
        return device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
    }
}
