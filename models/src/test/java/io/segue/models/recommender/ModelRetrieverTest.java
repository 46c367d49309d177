package io.segue.models.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.retrieval.SessionTurn;
import io.segue.models.serving.FakeModel;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionSettings;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelRetrieverTest {
    private long timeMs = 1_700_000_000_000L;

    private SessionTail session(String... itemIds) {
        SessionTail tail = SessionTail.EMPTY;
        for (String itemId : itemIds) {
            tail = and(tail, itemId);
        }
        return tail;
    }

    private SessionTail and(SessionTail session, String itemId) {
        return session.append(new SessionEvent(itemId, InteractionType.VIEW, timeMs++), 1_000);
    }

    private static SessionTurn asked(String userId, String sessionId, SessionTail session) {
        return new SessionTurn(userId, sessionId, session, true);
    }

    private static List<String> proposals(ModelRetriever retriever, SessionTurn... turns) {
        return retriever.propose(List.of(turns), 1).stream()
                .map(list -> list.isEmpty() ? "" : list.get(0).itemId())
                .toList();
    }

    @Test
    void beginsASessionWhereTheUsersSessionsBeforeEnded() {
        List<UserSession> history =
                List.of(new UserSession("ann", "s1", session("a")), new UserSession("ann", "s2", session("b", "c")));
        try (ModelRetriever retriever = retriever(true, history)) {
            assertThat(proposals(
                            retriever,
                            asked("ann", "s3", session("d")),
                            asked("ann", "s3", session("d", "e")),
                            asked("bob", "t1", session("x")),
                            new SessionTurn("ann", "s3", session("d", "e", "f"), false),
                            asked("ann", "s4", session("g")),
                            asked("bob", "t2", session("y"))))
                    .containsExactly("a|bc|d", "a|bc|de", "x", "", "a|bc|def|g", "x|y");
            assertThat(proposals(retriever, asked("ann", "s4", session("g", "h")), asked("ann", "s5", session("i"))))
                    .as("the next bundle")
                    .containsExactly("a|bc|def|gh", "a|bc|def|gh|i");
        }
    }

    @Test
    void goesOnWithASessionThatTheHistoryBegan() {
        List<UserSession> history =
                List.of(new UserSession("ann", "s3", session("a")), new UserSession("ann", "s4", session("b")));
        try (ModelRetriever retriever = retriever(true, history)) {
            assertThat(proposals(retriever, asked("ann", "s4", session("b", "c")), asked("ann", "s5", session("d"))))
                    .containsExactly("a|bc", "a|bc|d");
        }
    }

    @Test
    void beginsASessionOfWhichTheHistoryKeptNoPart() {
        List<UserSession> history =
                List.of(new UserSession("ann", "s1", session("a")), new UserSession("ann", "s2", session("b")));
        try (ModelRetriever retriever = retriever(true, history)) {
            assertThat(proposals(
                            retriever,
                            asked("ann", "s3", session("c", "d")),
                            asked("bob", "t1", session("x", "y")),
                            asked("ann", "s4", session("e"))))
                    .containsExactly("a|b|cd", "xy", "a|b|cd|e");
        }
    }

    @Test
    void endsASessionWhereAnotherBegins() {
        SessionTail a = session("a");
        SessionTail x = session("x");
        SessionTail ab = and(a, "b");
        SessionTail abc = and(ab, "c");
        SessionTail xy = and(x, "y");
        try (ModelRetriever retriever = retriever(true, List.of())) {
            assertThat(proposals(
                            retriever,
                            asked("ann", "s1", a),
                            asked("ann", "s2", x),
                            asked("ann", "s1", ab),
                            asked("ann", "s1", abc),
                            asked("ann", "s2", xy)))
                    .containsExactly("a", "a|x", "a|x|b", "a|x|bc", "a|x|bc|y");
        }
    }

    @Test
    void tellsTheSessionsOfTheHistoryApartByTimeToo() {
        SessionTail a = session("a");
        SessionTail x = session("x");
        SessionTail ab = and(a, "b");
        List<UserSession> history = List.of(new UserSession("ann", "s1", ab), new UserSession("ann", "s2", x));
        try (ModelRetriever retriever = retriever(true, history)) {
            assertThat(proposals(retriever, asked("ann", "s1", and(ab, "c")), asked("ann", "s2", and(x, "y"))))
                    .containsExactly("a|x|bc", "a|x|bc|y");
        }
    }

    @Test
    void remembersAsMuchOfALongSessionAsItIsAskedWith() {
        String[] letters = new String[SessionSettings.TAIL_MAX_DEFAULT + 1];
        Arrays.fill(letters, "b");
        letters[0] = "a";
        try (ModelRetriever retriever = retriever(true, List.of(new UserSession("ann", "s1", session(letters))))) {
            assertThat(proposals(retriever, asked("ann", "s2", session("c"))))
                    .containsExactly("b".repeat(SessionSettings.TAIL_MAX_DEFAULT) + "|c");
        }
    }

    @Test
    void beginsEverySessionAnewForAModelWithoutAMemory() {
        List<UserSession> history = List.of(new UserSession("ann", "s5", session("a")));
        try (ModelRetriever retriever = retriever(false, history)) {
            assertThat(proposals(retriever, asked("ann", "s6", session("b", "c"))))
                    .containsExactly("bc");
        }
    }

    private static ModelRetriever retriever(boolean hasMemory, List<UserSession> history) {
        return new ModelRetriever(FakeModel.chronicle(hasMemory), ItemCatalogue.EMPTY, false, history);
    }
}
