package io.segue.connectors.dataset;

/** Told of every line of a log that is passed over. */
@FunctionalInterface
public interface BadLineListener {
    /** For those whom the count is enough. */
    BadLineListener SILENT = badLine -> {};

    void onBadLine(BadLine badLine);
}
