package io.segue.streaming.bench;

import java.io.IOException;
import java.nio.file.Path;
import one.profiler.AsyncProfiler;

/** Samples the stacks of all threads by the CPU time that they use, native code included; costs nothing when off. */
public final class CpuProfiler {
    private static final String START = "start,event=itimer,interval=5ms,threads";
    private static final String STOP = "stop";
    private static final String STACKS = "collapsed,threads";

    private final AsyncProfiler profiler;

    /** @throws IllegalStateException where there is none for this platform */
    public CpuProfiler() {
        try {
            profiler = AsyncProfiler.getInstance();
        } catch (UnsatisfiedLinkError noSuchPlatform) {
            throw new IllegalStateException("async-profiler does not run here: " + noSuchPlatform.getMessage());
        }
    }

    public void start() throws IOException {
        profiler.execute(START);
    }

    /** Ends the sampling and returns the stacks. */
    public String stop() throws IOException {
        profiler.execute(STOP);
        return profiler.execute(STACKS);
    }

    /** Writes the last samples as a flame graph. */
    public void writeFlameGraph(Path file) throws IOException {
        profiler.execute("flamegraph,threads,file=" + file.toAbsolutePath());
    }
}
