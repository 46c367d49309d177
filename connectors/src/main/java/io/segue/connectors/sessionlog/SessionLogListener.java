package io.segue.connectors.sessionlog;

/** Told of every file of the log that cannot be read and is passed over as a whole. */
@FunctionalInterface
public interface SessionLogListener {
    void onCorruptFile(String file, String reason);
}
