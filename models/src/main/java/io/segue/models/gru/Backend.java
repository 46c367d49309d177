package io.segue.models.gru;

import ai.djl.Device;
import io.segue.models.device.DeviceChoice;
import io.segue.models.kernel.Kernels;
import io.segue.models.vocabulary.KnownItems;
import java.util.Optional;

/** What computes a model that serves. */
public final class Backend {
    /** The kernel of this process, on the CPU. */
    public static final Backend KERNEL = new Backend((weights, known) -> new KernelGru(weights, known, Kernels.best()));

    /** The kernel without vectors, on the CPU: all that a process has which was started without them. */
    public static final Backend SCALAR =
            new Backend((weights, known) -> new KernelGru(weights, known, Kernels.scalar()));

    /** libtorch, on the CPU. Serves only to be compared with: the kernel was faster at every size. */
    public static final Backend TORCH =
            new Backend((weights, known) -> new TorchGru(weights, known, Device.cpu(), false));

    private final Opening opening;

    @FunctionalInterface
    private interface Opening {
        GruEngine open(GruWeights weights, KnownItems known);
    }

    private Backend(Opening opening) {
        this.opening = opening;
    }

    /** That of a device. Only a choice that may be a GPU starts libtorch. */
    public static Backend of(DeviceChoice choice) {
        return choice.equals(DeviceChoice.CPU) ? KERNEL : onGpu(choice).orElse(KERNEL);
    }

    /** libtorch on the first GPU; empty where this process sees none. */
    public static Optional<Backend> gpu() {
        return onGpu(DeviceChoice.AUTO);
    }

    private static Optional<Backend> onGpu(DeviceChoice choice) {
        Device device = choice.resolve();
        return device.isGpu()
                ? Optional.of(new Backend((weights, known) -> new TorchGru(weights, known, device, true)))
                : Optional.empty();
    }

    /** The same as libtorch on a GPU, which pads its batches, on the CPU. */
    static Backend paddedTorch() {
        return new Backend((weights, known) -> new TorchGru(weights, known, Device.cpu(), true));
    }

    GruEngine open(GruWeights weights, KnownItems known) {
        return opening.open(weights, known);
    }
}
