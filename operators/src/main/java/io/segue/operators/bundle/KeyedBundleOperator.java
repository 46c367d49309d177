package io.segue.operators.bundle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Collects the elements of a keyed first input into bundles; the second input, broadcast, brings control messages. After
 * the bundle operator of Flink's table runtime ({@code AbstractMapBundleOperator}).
 *
 * <p>The life of a bundle: its first element starts a timer; it is worked on when it is full, when the timer fires,
 * before a checkpoint barrier, before a watermark passes, and at the end of input. All of this happens on the task's
 * mailbox thread.
 *
 * <p><b>State</b>: none of its own. A bundle is empty whenever a barrier passes, so nothing buffered enters a checkpoint.
 *
 * <p><b>Timers</b>: one processing-time timer a bundle; one that fires late finds another generation and does nothing.
 *
 * <p><b>Failure</b>: what was buffered comes again from the source.
 *
 * @param <IN> element of the keyed input; must be immutable, because it is kept and not copied
 */
public abstract class KeyedBundleOperator<IN, CONTROL, OUT> extends AbstractStreamOperator<OUT>
        implements TwoInputStreamOperator<IN, CONTROL, OUT> {
    private static final long serialVersionUID = 1L;

    private final BundleSettings bundleSettings;

    private transient Map<Object, List<IN>> bundle;
    private transient int size;
    private transient long generation;
    private transient long openedAtMs;

    protected KeyedBundleOperator(BundleSettings bundleSettings) {
        this.bundleSettings = bundleSettings;
    }

    /**
     * Works on a bundle. The current key is undefined: set it before touching keyed state.
     *
     * @param bundle the elements of each key in order of arrival, keys in order of their first element; never empty
     * @param size how many elements there are
     * @param openedAtMs processing time at which the first element came, epoch milliseconds
     */
    protected abstract void processBundle(Map<Object, List<IN>> bundle, int size, long openedAtMs) throws Exception;

    @Override
    public void open() throws Exception {
        super.open();
        bundle = new LinkedHashMap<>();
    }

    @Override
    public final void processElement1(StreamRecord<IN> element) throws Exception {
        if (size == 0) {
            openedAtMs = nowMs();
        }
        bundle.computeIfAbsent(getCurrentKey(), key -> new ArrayList<>(1)).add(element.getValue());
        size++;
        if (size >= bundleSettings.sizeMax()) {
            flush();
        } else if (size == 1) {
            startTimer();
        }
    }

    private void startTimer() {
        long timersGeneration = generation;
        ScheduledFuture<?> unused = getProcessingTimeService()
                .registerTimer(openedAtMs + bundleSettings.linger().toMillis(), time -> {
                    if (timersGeneration == generation) {
                        flush();
                    }
                });
    }

    /** Works on what has been collected so far. */
    protected final void flush() throws Exception {
        if (size == 0) {
            return;
        }
        Map<Object, List<IN>> full = bundle;
        int fullSize = size;
        bundle = new LinkedHashMap<>();
        size = 0;
        generation++;
        processBundle(full, fullSize, openedAtMs);
    }

    protected final long nowMs() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        flush();
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        flush();
        super.processWatermark(mark);
    }

    @Override
    public void finish() throws Exception {
        flush();
        super.finish();
    }
}
