package io.segue.operators.model;

import static io.segue.state.settings.Requirements.require;

import io.segue.state.live.LiveItems;
import java.io.Serializable;
import java.time.Duration;

/**
 * What the operators that are keyed by user have in common.
 *
 * @param modelName which model of the releases topic serves
 * @param userTtl processing time after which a user without interactions is forgotten
 * @param itemsMax items that a subtask knows of, beside those of its model
 * @param previousShare of the users for whom the champion before makes a list too, which is tested and not shown
 * @param releasedShare of the users for whom the champion as it was released does, where it has learned since
 */
public record ServingSettings(
        String modelName, Duration userTtl, int itemsMax, double previousShare, double releasedShare)
        implements Serializable {
    public static final String MODEL_NAME = "segue.model.name";
    public static final String USER_TTL = "segue.user.ttl";

    public static final String PREVIOUS_SHARE = "segue.prequential.previous.share";
    public static final String RELEASED_SHARE = "segue.prequential.released.share";

    public ServingSettings {
        require(!modelName.isBlank(), MODEL_NAME, "'" + modelName + "'", "a name");
        require(userTtl.toMillis() >= 1_000 && userTtl.toDays() <= 3_650, USER_TTL, userTtl, "within [1 s, 3650 d]");
        require(previousShare >= 0 && previousShare <= 1, PREVIOUS_SHARE, previousShare, "within [0, 1]");
        require(releasedShare >= 0 && releasedShare <= 1, RELEASED_SHARE, releasedShare, "within [0, 1]");
        LiveItems.requireItemsMax(itemsMax);
    }
}
