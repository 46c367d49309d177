package io.segue.models.rules;

import io.segue.state.live.Impressions;
import io.segue.state.live.LiveItems;
import io.segue.state.live.UserHistory;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What the rules know of one answer.
 *
 * @param answerId decides by its hash whether this answer explores, so that a replay decides alike; asked
 *     for only where answers explore
 * @param newestItemId the item just seen
 * @param nowMs event time of the turn, epoch milliseconds
 * @param available which items may be shown at all: those that are not withdrawn
 */
public record RuleContext(
        Supplier<String> answerId,
        String newestItemId,
        long nowMs,
        UserHistory history,
        Impressions impressions,
        LiveItems live,
        Predicate<String> available) {}
