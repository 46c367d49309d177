package io.segue.state.prequential;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;

/**
 * A share of the users, the same ones in every process and after every restart.
 *
 * @param share within [0, 1]
 */
public record UserSample(double share) implements Serializable {
    public static final String CONTROL_SHARE = "segue.prequential.control.share";

    public static final UserSample ALL = new UserSample(1);

    /** 2^32 divided by the golden ratio: neighbouring hashes end far apart. */
    private static final int SPREAD = 0x9E3779B9;

    private static final double HASHES = 1L << Integer.SIZE;

    public UserSample {
        require(share >= 0 && share <= 1, CONTROL_SHARE, share, "within [0, 1]");
    }

    public boolean contains(String userId) {
        return Integer.toUnsignedLong(userId.hashCode() * SPREAD) / HASHES < share;
    }
}
