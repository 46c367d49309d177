package io.segue.state.release;

import static io.segue.state.settings.Requirements.require;

/**
 * All deltas of a version are taken back, and none that follows counts: it serves again as it was released.
 *
 * @param createdAtMs epoch milliseconds
 * @param reason in words
 */
public record Withdrawal(String name, String version, long createdAtMs, String reason) implements ModelRecord {
    public Withdrawal {
        require(!name.isEmpty(), "name", name, "non-empty");
        require(!version.isEmpty(), "version", version, "non-empty");
    }
}
