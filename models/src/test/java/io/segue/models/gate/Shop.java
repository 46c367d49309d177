package io.segue.models.gate;

import io.segue.models.device.DeviceChoice;
import io.segue.models.evaluation.LastDaysProtocol;
import io.segue.models.evaluation.Split;
import io.segue.models.gru.BatchKind;
import io.segue.models.gru.GruSettings;
import io.segue.models.rank.RankTrainingSettings;
import io.segue.models.recommender.RecommenderSettings;
import io.segue.models.recommender.RecommenderTrainer;
import io.segue.models.training.TrainingSet;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemContent;
import io.segue.state.log.LoggedEvent;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A shop whose visitors mostly go from an item to the next one around a circle, and models of it. */
final class Shop {
    private static final int ITEMS = 80;
    private static final int SESSIONS = 500;
    private static final int EVENTS = 6;
    private static final long SESSION_MS = 60_000;
    private static final double STRAY = 0.2;
    private static final long START_MS = 1_700_000_000_000L;

    private Shop() {}

    /** The newest two hours or so, after some six to learn from. */
    static Split slice() {
        SplittableRandom random = new SplittableRandom(5);
        List<LoggedEvent> events = new ArrayList<>();
        for (int session = 0; session < SESSIONS; session++) {
            int item = random.nextInt(ITEMS);
            for (int step = 0; step < EVENTS; step++) {
                events.add(event(session, step, item));
                item = random.nextDouble() < STRAY ? random.nextInt(ITEMS) : (item + 1) % ITEMS;
            }
        }
        return LastDaysProtocol.raw(Duration.ofHours(2), Duration.ofMinutes(30)).split(events);
    }

    private static LoggedEvent event(int session, int step, int item) {
        Interaction interaction = new Interaction(
                "e" + session + "." + step,
                "u" + session,
                "i" + item,
                InteractionType.VIEW,
                START_MS + session * SESSION_MS + step * 1_000L,
                "s" + session,
                0);
        return new LoggedEvent(interaction, "view", ItemContent.UNKNOWN);
    }

    /** The same sessions with any items in any place: there is nothing to learn but noise. */
    static TrainingSet shuffled(TrainingSet data) {
        SplittableRandom random = new SplittableRandom(6);
        List<UserSession> sessions = data.sessions().stream()
                .map(session -> new UserSession(
                        session.userId(),
                        session.sessionId(),
                        new SessionTail(
                                session.tail().events().stream()
                                        .map(event -> new SessionEvent(
                                                "i" + random.nextInt(ITEMS), event.type(), event.timestampMs()))
                                        .toList(),
                                ContextFeatures.NO_PRECEDING)))
                .toList();
        return new TrainingSet(sessions, data.catalogue(), data.repeatsCollapsed());
    }

    /** Trains on these data, and writes the bundle into a folder of the version's name. */
    static Path model(Path folder, String version, TrainingSet data) throws IOException {
        GruSettings gru = GruSettings.DEFAULT
                .withHiddenSize(16)
                .withEpochs(3)
                .withBatches(new GruSettings.Batches(BatchKind.WHOLE_SESSIONS, 16, 20, 32, 0.5));
        RecommenderSettings settings = RecommenderSettings.DEFAULT
                .withGru(gru)
                .withTraining(new RankTrainingSettings(0.5, 4, 2, 16, 0.01, 0, 1_000, 1, 1));
        Path bundle = folder.resolve(version);
        new RecommenderTrainer(settings, DeviceChoice.CPU)
                .train(data, 1, progress -> {})
                .writeBundle(bundle, "shop", version, 1, Map.of());
        return bundle;
    }
}
