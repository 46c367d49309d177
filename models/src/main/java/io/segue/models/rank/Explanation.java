package io.segue.models.rank;

import io.segue.state.item.ItemContent;
import io.segue.state.live.LiveItems;
import io.segue.state.recommendation.Source;
import io.segue.state.session.SessionEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Says what speaks for a candidate: how much its score falls when a kind of evidence is taken away, that is, when its
 * features are those of an average candidate (occlusion; Zeiler and Fergus, ECCV 2014).
 */
final class Explanation {
    private static final int REASONS_MAX = 2;
    private static final Source[] SOURCES = Source.values();
    static final int EVIDENCE_KINDS = SOURCES.length;
    /** The kind of evidence of each feature. */
    static final int[] EVIDENCE = Arrays.stream(RankFeature.values())
            .mapToInt(feature -> feature.evidence().ordinal())
            .toArray();

    private final RankQuery query;
    private final String newestCategory;
    private final String fits;
    private final String fitsByCategory;

    Explanation(RankQuery query, LiveItems live) {
        this.query = query;
        String newestItemId = query.session().newest().itemId();
        this.newestCategory = live.content(newestItemId).category();
        this.fits = "fits this session, after " + newestItemId;
        this.fitsByCategory = "fits this session, same category as " + newestItemId;
    }

    /**
     * The strongest reasons, strongest first; none where nothing raises the score. That an item is new to the visitor or
     * to all is said only where nothing else is: it raises scores, and says nothing of fit.
     *
     * @param falls how much the scores fall without each kind of evidence, by {@link Source}, then by place; used up
     */
    List<String> of(Candidate candidate, float[][] falls, int place) {
        List<String> reasons = new ArrayList<>(REASONS_MAX);
        boolean isRaised = false;
        int group = largest(falls, place);
        while (falls[group][place] > 0 && reasons.size() < REASONS_MAX) {
            isRaised = true;
            falls[group][place] = 0;
            fit(SOURCES[group], candidate).ifPresent(reasons::add);
            group = largest(falls, place);
        }
        return isRaised && reasons.isEmpty() ? List.of(ofSource(candidate)) : reasons;
    }

    private static int largest(float[][] falls, int place) {
        int largest = 0;
        for (int group = 1; group < falls.length; group++) {
            largest = falls[group][place] > falls[largest][place] ? group : largest;
        }
        return largest;
    }

    /** What its best proposer says for it. */
    String ofSource(Candidate candidate) {
        return fit(candidate.source(), candidate).orElse("announced, not clicked yet");
    }

    /** Empty where this kind of evidence is only that there is none. */
    private Optional<String> fit(Source evidence, Candidate candidate) {
        return switch (evidence) {
            case NEIGHBOURS ->
                candidate.similarRank() > 0 ? Optional.of("seen in sessions like this one") : Optional.empty();
            case SUCCESSORS -> candidate.neighbour().map(neighbour -> "follows " + neighbour.causeItemId());
            case HISTORY -> history(candidate.itemId());
            case POPULARITY -> candidate.item().activity().isNone() ? Optional.empty() : Optional.of("popular now");
            default -> Optional.of(likeness(candidate.item().content()));
        };
    }

    private Optional<String> history(String itemId) {
        List<SessionEvent> events = query.session().events();
        for (int i = events.size() - 1; i >= 0; i--) {
            if (events.get(i).itemId().equals(itemId)) {
                return Optional.of("in this session, " + ago(events.size() - 1 - i));
            }
        }
        return query.history().of(itemId).map(visited -> "in an earlier session");
    }

    private static String ago(int events) {
        return switch (events) {
            case 0 -> "just now";
            case 1 -> "1 event ago";
            default -> events + " events ago";
        };
    }

    private String likeness(ItemContent content) {
        boolean isAlike = !content.category().isEmpty() && content.category().equals(newestCategory);
        return isAlike ? fitsByCategory : fits;
    }
}
