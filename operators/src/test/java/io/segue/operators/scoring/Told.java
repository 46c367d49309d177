package io.segue.operators.scoring;

import io.segue.state.control.ControlMessage;
import io.segue.state.control.ControlMessage.ItemChanged;
import io.segue.state.control.ControlMessage.PopularityChanged;
import io.segue.state.control.ControlMessage.ReleaseChanged;
import io.segue.state.item.Item;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseState;
import java.util.Map;

/** Control messages that tell a story. */
final class Told {
    static final String MODEL_NAME = "shop";
    static final long TRAINED_UNTIL_MS = -5_000;

    private Told() {}

    static ControlMessage champion(String version) {
        return new ReleaseChanged(release(MODEL_NAME, version, ReleaseState.CHAMPION));
    }

    static ControlMessage candidate(String version) {
        return new ReleaseChanged(release(MODEL_NAME, version, ReleaseState.CANDIDATE));
    }

    static ControlMessage rejected(String version) {
        return new ReleaseChanged(release(MODEL_NAME, version, ReleaseState.REJECTED));
    }

    static ControlMessage retired(String version) {
        return new ReleaseChanged(release(MODEL_NAME, version, ReleaseState.RETIRED));
    }

    static ControlMessage championOf(String modelName, String version) {
        return new ReleaseChanged(release(modelName, version, ReleaseState.CHAMPION));
    }

    static ControlMessage withdrawn(String itemId) {
        return new ItemChanged(new Item(itemId, false));
    }

    static ControlMessage available(String itemId) {
        return new ItemChanged(new Item(itemId, true));
    }

    static ControlMessage popular(String itemId, double log2Mass) {
        return new PopularityChanged(itemId, log2Mass);
    }

    /** The hash of a version's bundle. */
    static String sha256(String version) {
        return String.format("%08x", version.hashCode()).repeat(8);
    }

    /** How hidden vectors of a version are stamped. */
    static String stamp(String version) {
        return sha256(version).substring(0, 16);
    }

    private static Release release(String name, String version, ReleaseState state) {
        return new Release(
                name,
                version,
                state,
                "/models/" + version,
                sha256(version),
                TRAINED_UNTIL_MS,
                Map.of("validation.recall@20", 0.5),
                Map.of(),
                0);
    }
}
