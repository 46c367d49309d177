package io.segue.connectors.sink;

import java.util.Locale;

/** How producers pack their batches. */
public enum Compression {
    NONE,
    LZ4;

    String kafkaName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
