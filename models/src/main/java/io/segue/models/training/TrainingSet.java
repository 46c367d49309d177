package io.segue.models.training;

import io.segue.state.item.ItemCatalogue;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.util.List;

/**
 * What a model learns from.
 *
 * @param sessions in order of their first event
 * @param catalogue content of the items that can be recommended, which may hold items that no session has
 * @param repeatsCollapsed whether consecutive events with the same item were made one: then the item just seen is never
 *     the next one, and nobody proposes it
 */
public record TrainingSet(List<UserSession> sessions, ItemCatalogue catalogue, boolean repeatsCollapsed) {
    public TrainingSet {
        sessions = List.copyOf(sessions);
    }

    public List<SessionTail> tails() {
        return sessions.stream().map(UserSession::tail).toList();
    }
}
