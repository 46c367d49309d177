package io.segue.operators.learn;

import static io.segue.state.settings.Requirements.require;

import io.segue.models.gru.LearnedStep;
import io.segue.models.gru.TrainingDivergedException;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.Item;
import io.segue.state.release.Delta;
import io.segue.state.release.Release;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Models that learn a step of two events, and diverge on the item {@value #POISON}. */
final class FakeLearning implements LearningStore {
    static final String POISON = "poison";
    static final String LOCKED = "locked";
    private static final int EXAMPLES_PER_STEP = 2;

    /** What the store holds and what was learned: static, because a factory travels with the job. */
    static final Map<String, List<Delta>> KEPT = new ConcurrentHashMap<>();

    static final List<String> LOADED = Collections.synchronizedList(new ArrayList<>());
    static final List<String> LEARNED = Collections.synchronizedList(new ArrayList<>());
    static final List<String> RECALLED = Collections.synchronizedList(new ArrayList<>());
    static final List<String> ANNOUNCED = Collections.synchronizedList(new ArrayList<>());
    static volatile boolean isStoreAway;
    static volatile boolean isSick;
    static volatile CountDownLatch mayLearn = new CountDownLatch(0);
    static volatile boolean isDiskFull;
    static volatile int open;

    static void forget() {
        KEPT.clear();
        LOADED.clear();
        LEARNED.clear();
        RECALLED.clear();
        ANNOUNCED.clear();
        isStoreAway = false;
        isSick = false;
        mayLearn = new CountDownLatch(0);
        isDiskFull = false;
        open = 0;
    }

    static LearnerTurn turn(String userId, String itemId, long timestampMs) {
        return new LearnerTurn(
                userId,
                new SessionTail(
                        List.of(new SessionEvent(itemId, InteractionType.VIEW, timestampMs)),
                        ContextFeatures.NO_PRECEDING));
    }

    @Override
    public LearningModel load(Release release) throws IOException {
        LOADED.add(release.version());
        require(!release.version().equals(LOCKED), "network.memory", true, "false");
        if (isStoreAway) {
            throw new IOException("the store is away");
        }
        open++;
        return new Model(release, KEPT.computeIfAbsent(release.version(), any -> new ArrayList<>()));
    }

    @Override
    public void close() {}

    private static final class Model implements LearningModel {
        private final Release release;
        private final List<Delta> kept;
        private final List<Delta> published;
        private final List<String> waiting = new ArrayList<>();
        private long waitingMs;
        private long learnedMs;

        Model(Release release, List<Delta> kept) {
            this.release = release;
            this.kept = kept;
            this.published = List.copyOf(kept);
        }

        @Override
        public List<Delta> published() {
            return published;
        }

        @Override
        public long learnedUntilMs() {
            return published.isEmpty()
                    ? Long.MIN_VALUE
                    : published.get(published.size() - 1).learnedUntilMs();
        }

        @Override
        public void announce(Item item) {
            ANNOUNCED.add(item.itemId());
        }

        @Override
        public void recall(String itemId) {
            RECALLED.add(itemId);
        }

        @Override
        public void observe(String userId, SessionTail session) {
            waiting.add(session.newest().itemId());
            waitingMs = session.newest().timestampMs();
        }

        @Override
        public boolean isDue() {
            return waiting.size() >= EXAMPLES_PER_STEP;
        }

        @Override
        public LearnedStep learn() {
            try {
                mayLearn.await();
            } catch (InterruptedException closing) {
                throw new IllegalStateException(closing);
            }
            boolean isPoisoned = waiting.contains(POISON);
            if (!isPoisoned) {
                LEARNED.addAll(waiting);
            }
            waiting.clear();
            learnedMs = waitingMs;
            if (isPoisoned) {
                throw new TrainingDivergedException("the loss is NaN", 0.05, null);
            }
            return new LearnedStep(EXAMPLES_PER_STEP, 1);
        }

        @Override
        public Delta publish() throws IOException {
            if (isSick) {
                throw new TrainingDivergedException("a weight is NaN", 0.05, null);
            }
            if (isDiskFull) {
                throw new IOException("no space left");
            }
            int number = kept.size() + 1;
            Delta delta = new Delta(
                    release.name(),
                    release.version(),
                    number,
                    number - 1,
                    "/deltas/" + number,
                    "0".repeat(64),
                    learnedMs,
                    0);
            kept.add(delta);
            return delta;
        }

        @Override
        public int itemsCount() {
            return 3;
        }

        @Override
        public int itemsAdded() {
            return 1;
        }

        @Override
        public void close() {
            open--;
        }
    }
}
