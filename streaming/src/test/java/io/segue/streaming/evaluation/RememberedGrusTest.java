package io.segue.streaming.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.device.DeviceChoice;
import io.segue.models.gru.BatchKind;
import io.segue.models.gru.GruSettings;
import io.segue.models.gru.TrainedGru;
import io.segue.models.gru.TrainingListener;
import io.segue.models.recommender.GruSource;
import io.segue.models.training.TrainingSet;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class RememberedGrusTest {
    private static final GruSettings SMALL = GruSettings.DEFAULT
            .withHiddenSize(4)
            .withEpochs(1)
            .withBatches(new GruSettings.Batches(BatchKind.WHOLE_SESSIONS, 64, 20, 4, 0.5));

    private final RememberedGrus grus = new RememberedGrus(GruSource.training(DeviceChoice.CPU));

    @Test
    void trainsAnewOnlyForOtherDataAndOtherSettings() {
        TrainedGru first = train(sessions(60), SMALL);

        assertThat(train(sessions(60), SMALL)).isSameAs(first);
        assertThat(train(sessions(61), SMALL)).isNotSameAs(first);
        assertThat(train(sessions(60), SMALL.withSeed(7))).isNotSameAs(first);
    }

    private TrainedGru train(TrainingSet data, GruSettings settings) {
        return grus.gru(data, settings, TrainingListener.NONE);
    }

    private static TrainingSet sessions(int count) {
        SessionTail tail = SessionTail.EMPTY;
        for (String itemId : new String[] {"boots", "hat", "scarf"}) {
            tail = tail.append(new SessionEvent(itemId, InteractionType.VIEW, 1_700_000_000_000L), 10);
        }
        return new TrainingSet(
                Collections.nCopies(count, new UserSession("ann", "a", tail)), ItemCatalogue.EMPTY, true);
    }
}
