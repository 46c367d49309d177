package io.segue.connectors.source;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.Collector;

/** Keeps what it is given. */
final class FakeCollector<T> implements Collector<T> {
    final List<T> collected = new ArrayList<>();

    @Override
    public void collect(T record) {
        collected.add(record);
    }

    @Override
    public void close() {}
}
