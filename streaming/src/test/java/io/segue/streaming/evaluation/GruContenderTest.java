package io.segue.streaming.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.baseline.StanSettings;
import io.segue.models.device.DeviceChoice;
import io.segue.models.evaluation.Contestant;
import io.segue.models.evaluation.Turn;
import io.segue.models.gru.BatchKind;
import io.segue.models.gru.GruSettings;
import io.segue.models.gru.TrainingListener;
import io.segue.models.proposal.ScoredItem;
import io.segue.models.rank.RankSettings;
import io.segue.models.rank.RankTrainingSettings;
import io.segue.models.training.TrainingSet;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.live.LiveSettings;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class GruContenderTest {
    private static final SessionTail BOOTS_HAT_SCARF = tail("boots", "hat", "scarf");

    @Test
    void learnsWhatComesNextAndLeavesTheItemJustSeenOut() {
        TrainingSet data = new TrainingSet(
                Collections.nCopies(60, new UserSession("ann", "morning", BOOTS_HAT_SCARF)), ItemCatalogue.EMPTY, true);
        GruSettings small = GruSettings.DEFAULT
                .withHiddenSize(8)
                .withBatches(new GruSettings.Batches(BatchKind.WHOLE_SESSIONS, 64, 20, 4, 0.5));
        GruContender gru = new GruContender(
                "gru",
                small,
                new ContenderSettings(
                        small,
                        small,
                        StanSettings.DEFAULT,
                        RankTrainingSettings.DEFAULT,
                        DeviceChoice.CPU,
                        LiveSettings.DEFAULT,
                        RankSettings.DEFAULT,
                        false,
                        TrainingListener.NONE));

        try (Contestant contestant = gru.train(data, 7)) {
            List<List<ScoredItem>> lists = contestant.play(
                    List.of(
                            new Turn("bob", "s", tail("boots"), true),
                            new Turn("bob", "s", tail("boots", "hat"), true)),
                    10);

            assertThat(lists).extracting(list -> list.get(0).itemId()).containsExactly("hat", "scarf");
            assertThat(lists.get(0)).extracting(ScoredItem::itemId).doesNotContain("boots");
        }
    }

    private static SessionTail tail(String... itemIds) {
        SessionTail tail = SessionTail.EMPTY;
        for (String itemId : itemIds) {
            tail = tail.append(new SessionEvent(itemId, InteractionType.VIEW, 1_700_000_000_000L), 10);
        }
        return tail;
    }
}
