package io.segue.models.rank;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.training.TrainingSet;
import io.segue.models.training.TrainingTurn;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.live.ItemActivity;
import io.segue.state.live.LiveItems;
import io.segue.state.live.LiveSettings;
import io.segue.state.live.Neighbour;
import io.segue.state.live.PastCounts;
import io.segue.state.live.RankerState;
import io.segue.state.live.Successors;
import io.segue.state.live.Transition;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the job's operators count, in one place and without a cluster: the offline twin of ItemStatistics, ItemNeighbours
 * and the Ranker's state. Events come in order of time; the rules that count them are the operators' own.
 */
public final class LiveReplay {
    private static final int ITEMS_MAX = 10_000_000;

    private final LiveSettings settings;
    private final LiveItems items = new LiveItems(ITEMS_MAX);
    /** What was counted here; the items have it together with the past. */
    private final Map<String, ItemActivity> activities = new HashMap<>();

    private final Map<String, Successors> successors = new HashMap<>();
    private final Map<String, RankerState> users = new HashMap<>();
    private final PastCounts past;
    private long newestMs = Long.MIN_VALUE;
    private boolean isFrozen;
    private boolean countsItems = true;

    public LiveReplay(LiveSettings settings, ItemCatalogue catalogue) {
        this(settings, catalogue, PastCounts.NONE);
    }

    /** @param past what was counted before, as a bundle carries it into a new job */
    public LiveReplay(LiveSettings settings, ItemCatalogue catalogue, PastCounts past) {
        this.settings = settings;
        this.past = past;
        items.setPast(past);
        catalogue.items().forEach(items::setContent);
    }

    /**
     * The counts as they stand at the end of a training.
     *
     * @param goesOn whether items are counted on from there
     */
    public static LiveReplay after(TrainingSet data, LiveSettings settings, boolean goesOn) {
        LiveReplay replay = new LiveReplay(settings, data.catalogue());
        for (TrainingTurn turn : TrainingTurn.inTimeOrder(data.sessions())) {
            replay.observe(turn.userId(), turn.sessionId(), turn.tail());
        }
        if (!goesOn) {
            replay.freeze();
        }
        return replay;
    }

    /** From now on items are no longer counted; only the own session and the own past of a user go on. */
    public void freeze() {
        isFrozen = true;
    }

    /** From now on only successors are counted: {@link #items()} are what the caller makes them. */
    public void holdItems() {
        countsItems = false;
    }

    /** What was counted so far. */
    public PastCounts counts() {
        return new Counted();
    }

    public LiveItems items() {
        return items;
    }

    /** Takes in an event that nobody asks about. */
    public void observe(String userId, String sessionId, SessionTail session) {
        count(session);
        take(userId, sessionId, session, newestNeighbours(session));
    }

    /**
     * Takes in an event, and says what is known after it.
     *
     * @param session up to and including the event
     */
    public RankQuery turn(
            String userId, String sessionId, SessionTail session, List<ScoredItem> model, List<ScoredItem> similar) {
        count(session);
        List<Neighbour> newest = newestNeighbours(session);
        RankerState user = take(userId, sessionId, session, newest);
        return new RankQuery(session, user.history(), user.neighbours(), newest, model, similar);
    }

    /** Of a user one session is open, as in the job: one that another came between begins anew. */
    private RankerState take(String userId, String sessionId, SessionTail session, List<Neighbour> newestNeighbours) {
        RankerState after = users.getOrDefault(userId, RankerState.NEW)
                .opened(sessionId, session.isOpening())
                .plus(session.newest(), newestNeighbours, settings);
        users.put(userId, after);
        return after;
    }

    private List<Neighbour> newestNeighbours(SessionTail session) {
        String itemId = session.newest().itemId();
        return successorsOf(itemId).neighbours(itemId, session.newest().timestampMs(), settings);
    }

    private Successors successorsOf(String itemId) {
        return successors.getOrDefault(itemId, Successors.NONE).withPast(past, itemId, settings);
    }

    private void count(SessionTail session) {
        if (isFrozen) {
            return;
        }
        SessionEvent newest = session.newest();
        newestMs = Math.max(newestMs, newest.timestampMs());
        if (countsItems) {
            ItemActivity counted = activities
                    .getOrDefault(newest.itemId(), ItemActivity.NONE)
                    .plus(newest.timestampMs(), settings.popularity());
            activities.put(newest.itemId(), counted);
            items.update(newest.itemId(), counted);
        }
        for (Transition transition : Transition.of(session, settings.distanceMax())) {
            successors.put(
                    transition.fromItemId(),
                    successorsOf(transition.fromItemId())
                            .plus(transition.toItemId(), newest.timestampMs(), transition.log2Weight(), settings));
        }
    }

    private final class Counted implements PastCounts {
        @Override
        public long untilMs() {
            return Math.max(newestMs, past.untilMs());
        }

        @Override
        public List<String> itemIds() {
            return items.itemIds();
        }

        @Override
        public ItemActivity activity(String itemId) {
            return items.activity(itemId);
        }

        @Override
        public Successors successors(String itemId) {
            return successorsOf(itemId);
        }
    }
}
