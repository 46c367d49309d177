package io.segue.connectors.dataset;

/** Told of every line of a log that is passed over, in whole or in part. */
@FunctionalInterface
public interface BadLineListener {
    /** For those whom the count is enough. */
    BadLineListener SILENT = badLine -> {};

    void onBadLine(BadLine badLine);

    /** Told of every line whose event is fine, but whose content of the item cannot be read and counts as unknown. */
    default void onMalformedContent(BadLine badLine) {}
}
