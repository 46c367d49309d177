package io.segue.models.rank;

import io.segue.state.live.LiveItems;
import io.segue.state.live.Neighbour;
import io.segue.state.recommendation.Source;
import io.segue.state.session.SessionEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Says what speaks for a candidate: how much its score falls when a kind of evidence is taken away, that is, when its
 * features are those of an average candidate (occlusion; Zeiler and Fergus, ECCV 2014).
 */
final class Explanation {
    private static final int REASONS_MAX = 2;
    private static final Source[] SOURCES = Source.values();
    private static final int[] GROUPS = Arrays.stream(RankFeature.values())
            .mapToInt(feature -> feature.evidence().ordinal())
            .toArray();

    private final RankQuery query;
    private final LiveItems live;

    Explanation(RankQuery query, LiveItems live) {
        this.query = query;
        this.live = live;
    }

    /** The strongest reasons, strongest first; none where nothing raises the score. */
    List<String> of(Candidate candidate, RankNetwork network, float[] features, int row) {
        float[] fallsByGroup = network.falls(features, row, GROUPS, SOURCES.length);
        Map<Source, Float> falls = new EnumMap<>(Source.class);
        for (int group = 0; group < SOURCES.length; group++) {
            if (fallsByGroup[group] > 0) {
                falls.put(SOURCES[group], fallsByGroup[group]);
            }
        }
        List<Source> order = new ArrayList<>(falls.keySet());
        order.sort(Comparator.comparingDouble(falls::get).reversed());
        return order.stream()
                .limit(REASONS_MAX)
                .map(evidence -> inWords(evidence, candidate))
                .toList();
    }

    /** What its best proposer says for it. */
    String ofSource(Candidate candidate) {
        return inWords(candidate.source(), candidate);
    }

    private String inWords(Source evidence, Candidate candidate) {
        return switch (evidence) {
            case NEIGHBOURS -> "sessions like this one";
            case SUCCESSORS ->
                candidate
                        .neighbour()
                        .map(Neighbour::causeItemId)
                        .map(cause -> "follows " + cause)
                        .orElse("follows nothing else here");
            case HISTORY -> history(candidate.itemId());
            case POPULARITY -> live.activity(candidate.itemId()).isNone() ? "new here" : "popular now";
            default -> likeness(candidate.itemId());
        };
    }

    private String history(String itemId) {
        List<SessionEvent> events = query.session().events();
        for (int i = events.size() - 1; i >= 0; i--) {
            if (events.get(i).itemId().equals(itemId)) {
                return "in this session, " + (events.size() - 1 - i) + " events ago";
            }
        }
        return query.history().of(itemId).isPresent() ? "in an earlier session" : "new to this user";
    }

    private String likeness(String itemId) {
        String newestItemId = query.session().newest().itemId();
        String category = live.content(itemId).category();
        if (!category.isEmpty() && category.equals(live.content(newestItemId).category())) {
            return "fits this session, same category as " + newestItemId;
        }
        return "fits this session, after " + newestItemId;
    }
}
