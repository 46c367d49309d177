package io.segue.models.baseline;

import static io.segue.models.baseline.Sessions.session;
import static io.segue.models.baseline.Sessions.training;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.retrieval.Retriever;
import io.segue.models.tensor.SafetensorsFile;
import io.segue.models.tensor.Tensor;
import io.segue.models.vocabulary.Vocabulary;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionIndexTest {
    /** 22 November 2026, whose milliseconds and seconds no float holds exactly. */
    private static final long TODAY_SECOND = 1_795_338_061L;

    private static final List<UserSession> TWO =
            training(session(TODAY_SECOND, "a", "b", "c"), session(TODAY_SECOND + 100, "c", "d"));

    private static List<Integer> postings(SessionIndex index, String itemId) {
        int row = index.vocabulary().row(itemId);
        return IntStream.range(index.postingsStart(row), index.postingsEnd(row))
                .mapToObj(index::posting)
                .toList();
    }

    private static Map<String, Tensor> tensors(SessionIndex index) {
        return index.tensors().stream().collect(Collectors.toMap(Tensor::name, tensor -> tensor));
    }

    private static SessionIndex readWith(Tensor changed) {
        Map<String, Tensor> tensors = new HashMap<>(tensors(SessionIndex.of(TWO)));
        tensors.put(changed.name(), changed);
        return SessionIndex.of(new Vocabulary(List.of("a", "b", "c", "d")), tensors);
    }

    private static Tensor tensor(String name, float... values) {
        return new Tensor(name, new int[] {values.length}, values);
    }

    @Test
    void listsTheSessionsOfAnItemNewestFirstAndOnce() {
        SessionIndex index =
                SessionIndex.of(training(session(200, "b", "a", "b"), session(0, "a", "b"), session(100, "b", "c")));

        assertThat(postings(index, "a"))
                .as("0 is the oldest, whatever the order given")
                .containsExactly(2, 0);
        assertThat(postings(index, "b")).containsExactly(2, 1, 0);
        assertThat(postings(index, "c")).containsExactly(1);
    }

    @Test
    void keepsTheNewestSessions() {
        List<UserSession> sessions = training(session(200, "a", "b"), session(0, "c", "d"), session(100, "e", "f"));
        SessionIndex index = SessionIndex.of(sessions, new SessionIndexLimits(2, 50));

        assertThat(index.sessionsCount()).isEqualTo(2);
        assertThat(index.vocabulary().itemIds()).containsExactly("a", "b", "e", "f");
    }

    @Test
    void keepsTheNewestItemsOfASession() {
        SessionIndex index = SessionIndex.of(training(session(0, "a", "b", "c", "d")), new SessionIndexLimits(9, 3));

        assertThat(index.vocabulary().itemIds()).containsExactly("b", "c", "d");
    }

    @Test
    void leavesOutSessionsThatTellNothing() {
        SessionIndex index = SessionIndex.of(training(session(0, "a"), SessionTail.EMPTY, session(9, "b", "c")));

        assertThat(index.sessionsCount()).isEqualTo(1);
    }

    @Test
    void leavesOutItemsThatTheVocabularyOfAModelLacks() {
        Vocabulary vocabulary = new Vocabulary(List.of("d", "c", "a"));
        List<UserSession> sessions = training(session(0, "a", "b", "c"), session(9, "b", "d"));
        SessionIndex index = SessionIndex.of(vocabulary, sessions, SessionIndexLimits.DEFAULT);

        assertThat(index.sessionsCount()).as("of b, d one item is left").isEqualTo(1);
        assertThat(postings(index, "a")).containsExactly(0);
        assertThat(postings(index, "d")).isEmpty();
    }

    @Test
    void answersAlikeAfterATravelThroughAFile(@TempDir Path folder) throws Exception {
        SessionIndex written = SessionIndex.of(training(Sessions.walks(300, 40, 1)));
        Path file = folder.resolve("index.safetensors");
        SafetensorsFile.write(file, written.tensors());

        SessionIndex read = SessionIndex.of(written.vocabulary(), SafetensorsFile.read(file));

        for (SessionTail session : Sessions.walks(50, 40, 2)) {
            for (boolean repeatsCollapsed : new boolean[] {true, false}) {
                Retriever before = Stan.over(written, repeatsCollapsed, StanSettings.DEFAULT);
                Retriever after = Stan.over(read, repeatsCollapsed, StanSettings.DEFAULT);
                assertThat(after.propose(session, 20)).isNotEmpty().isEqualTo(before.propose(session, 20));
            }
        }
    }

    @Test
    void keepsTimesExactly() {
        SessionIndex index = SessionIndex.of(
                training(session(-5, "a", "b"), session(TODAY_SECOND, "a", "b"), session(TODAY_SECOND + 1, "a", "b")));

        assertThat(SessionIndex.of(index.vocabulary(), tensors(index))
                        .sessions()
                        .endSeconds())
                .containsExactly(-4, TODAY_SECOND + 1, TODAY_SECOND + 2);
    }

    @Test
    void cannotBeWrittenWhileEmpty() {
        assertThatThrownBy(() -> SessionIndex.of(List.of()).tensors())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("an index without sessions cannot be written");
    }

    @Test
    void refusesTensorsThatAreNotThere() {
        assertThatThrownBy(() -> SessionIndex.of(new Vocabulary(List.of("a")), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tensor session_index.lengths of the session index is missing");
    }

    @Test
    void refusesLengthsThatDoNotFitTheItems() {
        assertThatThrownBy(() -> readWith(tensor(SessionTensors.LENGTHS, 3, 3)))
                .hasMessage("tensor session_index.items has shape [5], but must have [6]");
        assertThatThrownBy(() -> readWith(tensor(SessionTensors.LENGTHS, 4, 1)))
                .hasMessage("tensor session_index.lengths has 1.0 at 1, but must have an integer within [2, 200]");
        assertThatThrownBy(() -> readWith(tensor(SessionTensors.LENGTHS, Float.NaN, 2)))
                .hasMessageContaining("has NaN at 0");
    }

    @Test
    void refusesRowsThatTheVocabularyLacks() {
        assertThatThrownBy(() -> readWith(tensor(SessionTensors.ITEMS, 0, 1, 4, 2, 3)))
                .hasMessage("tensor session_index.items has 4.0 at 2, but must have an integer within [0, 3]");
        assertThatThrownBy(() -> readWith(tensor(SessionTensors.ITEMS, 0, 1, 0.5f, 2, 3)))
                .hasMessage("tensor session_index.items has 0.5 at 2, but must have an integer within [0, 3]");
    }

    @Test
    void refusesTimesThatAreNone() {
        Tensor unordered = new Tensor(SessionTensors.ENDS, new int[] {2, 2}, new float[] {20_000, 5, 20_000, 4});
        Tensor beyondTheDay =
                new Tensor(SessionTensors.ENDS, new int[] {2, 2}, new float[] {20_000, 86_400, 20_001, 4});

        assertThatThrownBy(() -> readWith(unordered))
                .hasMessage("tensor session_index.ends has session 1 ending before session 0, but must be in order of"
                        + " time");
        assertThatThrownBy(() -> readWith(beyondTheDay))
                .hasMessage("tensor session_index.ends has 86400.0 at 1, but must have an integer within [0, 86399]");
        assertThatThrownBy(() -> readWith(tensor(SessionTensors.ENDS, 20_000, 5)))
                .hasMessage("tensor session_index.ends has shape [2], but must have [2, 2]");
    }
}
