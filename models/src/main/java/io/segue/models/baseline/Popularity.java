package io.segue.models.baseline;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.Retriever;
import io.segue.models.training.TrainingSet;
import io.segue.models.vocabulary.Vocabulary;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The items with the most events, the same for every session. The score is the number of events. */
public final class Popularity implements Retriever {
    private final List<ScoredItem> ranking;
    private final boolean repeatsCollapsed;

    private Popularity(List<ScoredItem> ranking, boolean repeatsCollapsed) {
        this.ranking = ranking;
        this.repeatsCollapsed = repeatsCollapsed;
    }

    public static Popularity fit(TrainingSet data, PopularitySettings settings) {
        List<SessionEvent> events = data.sessions().stream()
                .map(UserSession::tail)
                .map(SessionTail::events)
                .flatMap(List::stream)
                .toList();
        long newestMs =
                events.stream().mapToLong(SessionEvent::timestampMs).max().orElse(0);
        Map<String, Integer> counts = new HashMap<>();
        for (SessionEvent event : events) {
            if (newestMs - event.timestampMs() <= settings.window().toMillis()) {
                counts.merge(event.itemId(), 1, Integer::sum);
            }
        }
        Vocabulary vocabulary = new Vocabulary(counts.keySet().stream().sorted().toList());
        TopItems top = new TopItems(vocabulary, -1, vocabulary.size());
        for (int row = 0; row < vocabulary.size(); row++) {
            top.offer(row, counts.getOrDefault(vocabulary.itemId(row), 0));
        }
        return new Popularity(top.toList(), data.repeatsCollapsed());
    }

    @Override
    public List<ScoredItem> propose(SessionTail session, int count) {
        String justSeen = session.newest().itemId();
        List<ScoredItem> head = ranking.subList(0, (int) Math.min(ranking.size(), (long) count + 1));
        return head.stream()
                .filter(item -> !repeatsCollapsed || !item.itemId().equals(justSeen))
                .limit(count)
                .toList();
    }
}
