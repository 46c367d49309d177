package io.segue.models.training;

import io.segue.state.item.ItemCatalogue;
import io.segue.state.session.UserSession;
import java.util.List;

/**
 * What a model learns from.
 *
 * @param sessions in order of their first event
 * @param catalogue content of the items that can be recommended, which may hold items that no session has
 * @param repeatsCollapsed whether nobody proposes the item just seen: consecutive events with the same item were made
 *     one, or the rules of the job's lists leave it out
 */
public record TrainingSet(List<UserSession> sessions, ItemCatalogue catalogue, boolean repeatsCollapsed) {
    public TrainingSet {
        sessions = List.copyOf(sessions);
    }
}
