package io.segue.models.format;

import com.fasterxml.jackson.core.type.TypeReference;
import io.segue.models.proposal.ScoredItem;
import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.Scorer;
import io.segue.state.item.ItemContent;
import io.segue.state.session.SessionTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A session and what the model made of it when it was written: whoever loads the bundle must get the same.
 *
 * @param announced items outside the vocabulary that the scorer is told of first, by id
 * @param memory the hidden vector that the user's session before left behind, empty for none
 * @param hidden after the last input, each value within {@value #HIDDEN_TOLERANCE}
 * @param items best first, each score within {@value #SCORE_TOLERANCE} of its size; neighbours closer than that may
 *     change places
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record GoldenCase(
        SessionTail session,
        Map<String, ItemContent> announced,
        float[] memory,
        float[] hidden,
        List<ScoredItem> items) {
    public static final float HIDDEN_TOLERANCE = 1e-4f;
    public static final float SCORE_TOLERANCE = 1e-3f;

    public GoldenCase {
        announced = Collections.unmodifiableSortedMap(new TreeMap<>(announced));
        items = List.copyOf(items);
    }

    /** Asks a scorer that nobody has told anything yet. */
    public ModelAnswer ask(Scorer scorer, int count) {
        announced.forEach(scorer::setContent);
        return scorer.recommend(List.of(ModelRequest.replay(memory, session, "")), count)
                .get(0);
    }

    /** Asks a scorer that nobody has told anything yet, and says how its answer differs from this one. */
    public Optional<String> differenceIn(Scorer scorer) {
        return differenceTo(ask(scorer, Math.max(1, items.size())));
    }

    /** How an answer differs from this one; empty where it does not. */
    public Optional<String> differenceTo(ModelAnswer answer) {
        if (answer.hidden().length != hidden.length || answer.items().size() != items.size()) {
            return Optional.of("%d hidden values and %d items, but must be %d and %d"
                    .formatted(answer.hidden().length, answer.items().size(), hidden.length, items.size()));
        }
        for (int i = 0; i < hidden.length; i++) {
            if (!(Math.abs(answer.hidden()[i] - hidden[i]) <= HIDDEN_TOLERANCE)) {
                return Optional.of("hidden[" + i + "] is " + answer.hidden()[i] + ", but must be " + hidden[i]);
            }
        }
        for (int rank = 0; rank < items.size(); rank++) {
            ScoredItem expected = items.get(rank);
            ScoredItem actual = answer.items().get(rank);
            float tolerance = SCORE_TOLERANCE * (1 + Math.abs(expected.score()));
            boolean sameScore = Math.abs(actual.score() - expected.score()) <= tolerance;
            if (!sameScore || !isPossibleAt(rank, actual.itemId(), tolerance)) {
                return Optional.of("rank " + (rank + 1) + " is " + actual + ", but must be " + expected);
            }
        }
        return Optional.empty();
    }

    /** At its own rank, at one of an item with about the same score, or at the lower edge in place of a stranger. */
    private boolean isPossibleAt(int rank, String itemId, float tolerance) {
        float score = items.get(rank).score();
        for (ScoredItem item : items) {
            if (item.itemId().equals(itemId)) {
                return Math.abs(item.score() - score) <= 2 * tolerance;
            }
        }
        return score - items.get(items.size() - 1).score() <= 2 * tolerance;
    }

    public static void write(Path file, List<GoldenCase> cases) throws IOException {
        Files.write(file, BundleFiles.JSON.writeValueAsBytes(cases));
    }

    /** Reads the cases; the message of the exception says what is missing or wrong. */
    public static List<GoldenCase> read(Path file) throws IOException {
        return BundleFiles.JSON.readValue(Files.readAllBytes(file), new TypeReference<List<GoldenCase>>() {});
    }
}
