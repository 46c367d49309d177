package io.segue.models.device;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.locks.ReentrantLock;

/**
 * libtorch in this process, started once: without network, without telemetry, with one thread a call. Subtasks are the
 * parallelism; beside a busy neighbour two intra-op threads are slower than one.
 */
public final class TorchEngine {
    /**
     * Held while gradients of a step are collected: the engine has one collector for the whole process. Fair, so that a
     * model which goes on learning takes its steps between those of a training.
     */
    public static final ReentrantLock COLLECTOR = new ReentrantLock(true);

    private TorchEngine() {}

    /** The engine; the first call loads the native libraries, which takes up to some seconds. */
    public static Engine start() {
        return Holder.ENGINE;
    }

    private static final class Holder {
        static final Engine ENGINE = load();

        private static Engine load() {
            System.setProperty("ai.djl.offline", "true");
            System.setProperty("OPT_OUT_TRACKING", "true");
            System.setProperty("ai.djl.pytorch.num_threads", "1");
            System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
            Engine engine = Engine.getEngine("PyTorch");
            // Again, in case somebody else in this process started DJL before us.
            JniUtils.setNumThreads(1);
            return engine;
        }
    }
}
