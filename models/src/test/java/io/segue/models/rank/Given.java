package io.segue.models.rank;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.training.TrainingSet;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.live.LiveItems;
import io.segue.state.live.SessionNeighbours;
import io.segue.state.live.UserHistory;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The words in which these tests tell their stories. */
final class Given {
    static final long T0_MS = 1_609_462_800_000L;
    static final long MINUTE_MS = 60_000;

    private Given() {}

    /** Views of these items, a minute apart. */
    static SessionTail session(String... itemIds) {
        return sessionAt(T0_MS, itemIds);
    }

    static SessionTail sessionAt(long startMs, String... itemIds) {
        List<SessionEvent> events = new ArrayList<>();
        for (String itemId : itemIds) {
            events.add(new SessionEvent(itemId, InteractionType.VIEW, startMs + events.size() * MINUTE_MS));
        }
        return new SessionTail(events, ContextFeatures.NO_PRECEDING);
    }

    static RankQuery query(SessionTail session, ScoredItem... model) {
        UserHistory history = UserHistory.NONE;
        for (SessionEvent event : session.events()) {
            history = history.plus(event, 50);
        }
        return new RankQuery(session, history, SessionNeighbours.NONE, List.of(), Arrays.asList(model), List.of());
    }

    static LiveItems nothingLive() {
        return new LiveItems(1_000);
    }

    static double feature(float[] features, int row, RankFeature feature) {
        return features[row * RankFeature.count() + feature.ordinal()];
    }

    /** A network that scores by one feature alone. */
    static RankNetwork reading(RankFeature feature) {
        int features = RankFeature.count();
        float[] scale = new float[features];
        Arrays.fill(scale, 1);
        float[] linear = new float[features];
        linear[feature.ordinal()] = 1;
        return new RankNetwork(new float[features], scale, linear, new float[features], new float[1], new float[1]);
    }

    /** Sessions in which the first item always comes back as the last one. */
    static TrainingSet sessionsThatReturn(int count) {
        SplittableRandom random = new SplittableRandom(7);
        List<UserSession> sessions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String first = "i" + random.nextInt(20);
            String second = "i" + (20 + random.nextInt(20));
            sessions.add(
                    new UserSession("u" + i, "s" + i, sessionAt(T0_MS + i * 10 * MINUTE_MS, first, second, first)));
        }
        return new TrainingSet(sessions, ItemCatalogue.EMPTY, true);
    }
}
