package io.segue.operators.scoring;

import static io.segue.state.settings.Requirements.require;

import io.segue.operators.bundle.BundleSettings;
import io.segue.state.session.SessionSettings;
import java.io.Serializable;
import java.time.Duration;

/**
 * How interactions are answered.
 *
 * @param listLength items of a recommendation
 * @param modelName which model of the releases topic serves
 * @param userTtl processing time after which a user without interactions is forgotten
 * @param popularItemsMax how many of the most popular items a subtask holds in memory
 */
public record ScorerSettings(
        SessionSettings session,
        BundleSettings bundle,
        int listLength,
        String modelName,
        Duration userTtl,
        int popularItemsMax)
        implements Serializable {
    public static final String LIST_LENGTH = "segue.recommendation.items";
    public static final String MODEL_NAME = "segue.model.name";
    public static final String USER_TTL = "segue.user.ttl";
    public static final String POPULAR_ITEMS_MAX = "segue.popularity.items.max";

    /** With the longest ids of the contract, a longer list would not fit into a Kafka record of 1 MiB. */
    private static final int LIST_LENGTH_MAX = 500;

    public ScorerSettings {
        require(
                listLength >= 1 && listLength <= LIST_LENGTH_MAX,
                LIST_LENGTH,
                listLength,
                "within [1, " + LIST_LENGTH_MAX + "]");
        require(!modelName.isBlank(), MODEL_NAME, "'" + modelName + "'", "a name");
        require(userTtl.toMillis() >= 1_000 && userTtl.toDays() <= 3_650, USER_TTL, userTtl, "within [1 s, 3650 d]");
        require(
                popularItemsMax >= listLength && popularItemsMax <= 10_000_000,
                POPULAR_ITEMS_MAX,
                popularItemsMax,
                "within [" + LIST_LENGTH + ", 10000000]");
    }
}
