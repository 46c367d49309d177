package io.segue.models.kernel;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kernels that this process has. */
public final class Kernels {
    /** What java has to be started with. */
    public static final String FLAG = "--add-modules jdk.incubator.vector";

    private static final String MODULE = "jdk.incubator.vector";
    private static final Logger LOG = LoggerFactory.getLogger(Kernels.class);

    private Kernels() {}

    /** The fastest one. The first call says in the log which. */
    public static Kernel best() {
        return Best.KERNEL;
    }

    public static Kernel scalar() {
        return new ScalarKernel();
    }

    /** That of the vector API; empty where the process was started without {@link #FLAG}. */
    public static Optional<Kernel> vector() {
        // Nothing names a class of the module before this is known.
        return ModuleLayer.boot().findModule(MODULE).isPresent() ? Optional.of(new VectorKernel()) : Optional.empty();
    }

    private static final class Best {
        static final Kernel KERNEL = choose();

        private static Kernel choose() {
            Optional<Kernel> vector = vector();
            if (vector.isEmpty()) {
                LOG.warn(
                        "The module {} is not in this process: models on the CPU run on the scalar kernel, which is"
                                + " several times slower. Start java with {}",
                        MODULE,
                        FLAG);
                return scalar();
            }
            LOG.info("Models on the CPU run on kernel {}", vector.get().name());
            return vector.get();
        }
    }
}
