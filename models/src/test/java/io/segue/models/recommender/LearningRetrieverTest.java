package io.segue.models.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.device.DeviceChoice;
import io.segue.models.gru.GruLearner;
import io.segue.models.gru.GruLearnerSettings;
import io.segue.models.gru.GruSettings;
import io.segue.models.gru.GruTrainer;
import io.segue.models.gru.TrainedGru;
import io.segue.models.gru.TrainingListener;
import io.segue.models.retrieval.SessionTurn;
import io.segue.models.training.TrainingSet;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearningRetrieverTest {
    private static final GruLearnerSettings LEARNING = new GruLearnerSettings(1, 4, 0.1, 0, 0, 64, 1_000, 100);

    private static SessionTail session(String... itemIds) {
        SessionTail tail = SessionTail.EMPTY;
        long timeMs = 1_700_000_000_000L;
        for (String itemId : itemIds) {
            timeMs += 1_000;
            tail = tail.append(new SessionEvent(itemId, InteractionType.VIEW, timeMs), 100);
        }
        return tail;
    }

    private static LearningRetriever retriever() {
        List<UserSession> sessions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sessions.add(new UserSession("u" + i, "s", session("a", "b")));
        }
        GruSettings settings = GruSettings.DEFAULT.withHiddenSize(8).withEpochs(10);
        TrainedGru start =
                new GruTrainer(settings, DeviceChoice.CPU).train(sessions, ItemCatalogue.EMPTY, TrainingListener.NONE);
        TrainingSet learned = new TrainingSet(sessions, ItemCatalogue.EMPTY, true);
        return new LearningRetriever(new GruLearner(start, learned, LEARNING, DeviceChoice.CPU), learned);
    }

    private static List<SessionTurn> bundle(int number) {
        String user = "new-" + number;
        return List.of(
                new SessionTurn(user, "s", session("a"), true),
                new SessionTurn(user, "s", session("a", "c"), true),
                new SessionTurn(user, "s", session("a", "c", "d"), false));
    }

    @Test
    void proposesWithTheLastReleaseAndLearnsAfterwards() {
        try (LearningRetriever retriever = retriever()) {
            assertThat(retriever.propose(bundle(0), 10).get(0))
                    .as("what the bundle itself shows is not known yet")
                    .extracting("itemId")
                    .containsExactly("b");
            assertThat(retriever.propose(bundle(1), 10).get(0))
                    .as("2 steps are no release yet")
                    .extracting("itemId")
                    .containsExactly("b");
            for (int number = 2; number < 60; number++) {
                retriever.propose(bundle(number), 10);
            }
            List<SessionTurn> later = bundle(60);
            assertThat(retriever.propose(later, 10).get(0).get(0).itemId()).isEqualTo("c");
            assertThat(retriever.propose(later, 10).get(2)).as("is not asked").isEmpty();
        }
    }
}
