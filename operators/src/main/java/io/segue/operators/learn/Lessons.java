package io.segue.operators.learn;

import io.segue.models.gru.TrainingDivergedException;
import io.segue.state.item.Item;
import io.segue.state.release.Delta;
import io.segue.state.release.Release;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the learner does with a champion and the turns after it. One thread; its state is lost with it.
 *
 * <pre>
 *              follow: loaded, the ring goes back      diverged: back to the last delta
 *   waiting ─────────────────────────────────▶ learning ─────────────────────────────────▶ learning, set back
 *      ▲             end, failed                   │                                        │  │ published
 *      └───────────────────────────────────────────┴◀──── diverged again: withdrawn ────────┘  └──▶ learning
 * </pre>
 *
 * <p>Of a champion that was trained until some moment, only what came later is learned. As long as it catches up nothing is
 * published: then all of it is, at once.
 */
final class Lessons implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lessons.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    /** Where it tells others. */
    interface Outlet {
        /** A version has learned. */
        void publish(Delta delta);

        /** What a version has learned is taken back. */
        void withdraw(Release release, String reason);
    }

    private final LearnerSettings settings;
    private final LearningStore store;
    private final TurnRing ring;
    private final Outlet outlet;
    private final LearnerMetrics metrics;

    private @Nullable Course course;
    /** What could not be loaded, and when that was. */
    private @Nullable Release unloaded;

    private long unloadedNanos;

    /** A version that is learned on from what it knew last. */
    private static final class Course {
        final Release release;
        final LearningModel model;
        final long knownUntilMs;
        long newestMs;
        long publishedMs;
        boolean hasBegun;
        boolean hasStepped;
        boolean isSetBack;

        Course(Release release, LearningModel model) {
            this.release = release;
            this.model = model;
            this.knownUntilMs = Math.max(release.trainedUntilMs(), model.learnedUntilMs());
            this.newestMs = knownUntilMs;
            this.publishedMs = knownUntilMs;
        }
    }

    Lessons(LearnerSettings settings, LearningStore store, TurnRing ring, Outlet outlet, LearnerMetrics metrics) {
        this.settings = settings;
        this.store = store;
        this.ring = ring;
        this.outlet = outlet;
        this.metrics = metrics;
    }

    /** Learns on from a champion. */
    void follow(Release champion) {
        end();
        start(champion);
    }

    /** Loads once more what could not be loaded a while ago; else nothing. */
    void retry() {
        Release again = unloaded;
        if (again != null && metrics.nanos() - unloadedNanos >= RETRY_AFTER.toNanos()) {
            start(again);
        }
    }

    private void start(Release champion) {
        Course begun = begin(champion);
        if (begun == null) {
            return;
        }
        // A restart may have come between a delta and its record: what is known already is told once more.
        List<Delta> published = begun.model.published();
        published.forEach(outlet::publish);
        ring.rewind();
        LOG.info(
                "Model {} goes on learning after {} deltas, {} events wait",
                champion.version(),
                published.isEmpty() ? 0 : published.get(published.size() - 1).number(),
                ring.waiting());
    }

    private @Nullable Course begin(Release release) {
        unloaded = null;
        try {
            LearningModel model = store.load(release);
            metrics.begins(release.version(), model);
            course = new Course(release, model);
            return course;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return null;
        } catch (IllegalArgumentException never) {
            metrics.failed();
            LOG.error("Model {} does not go on learning: {}", release.version(), never.getMessage());
            return null;
        } catch (Exception refused) {
            metrics.failed();
            unloaded = release;
            unloadedNanos = metrics.nanos();
            LOG.error("Model {} cannot be learned on now, and is tried again", release.version(), refused);
            return null;
        }
    }

    /** Learns on from none, and forgets what was not published. */
    void end() {
        unloaded = null;
        ring.release();
        close();
    }

    /** Tells of an item; without a course nobody needs to know, for a load reads all of them. */
    void announce(Item item) {
        if (course != null) {
            course.model.announce(item);
        }
    }

    void take(LearnerTurn turn) {
        Course now = course;
        if (now == null) {
            return;
        }
        if (!now.hasBegun) {
            now.hasBegun = true;
            checkReach(now, turn.timestampMs());
        }
        if (turn.timestampMs() <= now.knownUntilMs) {
            now.model.recall(turn.session().newest().itemId());
            return;
        }
        try {
            learn(now, turn);
        } catch (TrainingDivergedException diverged) {
            metrics.diverged();
            goBack(now, String.valueOf(diverged.getMessage()));
        } catch (RuntimeException failed) {
            metrics.failed();
            LOG.error("Model {} learns no more until the next champion", now.release.version(), failed);
            end();
        }
    }

    /** What was published since its last delta, or since its training, it can learn only from turns that are kept. */
    private void checkReach(Course now, long oldestMs) {
        if (oldestMs - now.knownUntilMs > settings.publishEvery().toMillis()) {
            metrics.missed();
            LOG.warn(
                    "Model {} knows what came until {}, and the oldest of the {} events that are kept ({}) is from {}:"
                            + " what came in between it does not learn",
                    now.release.version(),
                    Instant.ofEpochMilli(now.knownUntilMs),
                    ring.kept(),
                    LearnerSettings.TURNS_MAX + " = " + settings.turnsMax(),
                    Instant.ofEpochMilli(oldestMs));
        }
    }

    private void learn(Course now, LearnerTurn turn) {
        now.model.observe(turn.userId(), turn.session());
        now.newestMs = Math.max(now.newestMs, turn.timestampMs());
        if (now.model.isDue()) {
            long startNanos = metrics.nanos();
            metrics.step(now.model.learn(), startNanos, now.model);
            now.hasStepped = true;
        }
        metrics.learned(now.newestMs);
        boolean isTime =
                now.newestMs - now.publishedMs >= settings.publishEvery().toMillis();
        if (isTime && now.hasStepped && ring.isCaughtUp()) {
            publish(now);
        }
    }

    private void publish(Course now) {
        now.publishedMs = now.newestMs;
        long startNanos = metrics.nanos();
        try {
            Delta delta = now.model.publish();
            now.hasStepped = false;
            now.isSetBack = false;
            metrics.published(delta.number(), startNanos);
            outlet.publish(delta);
        } catch (IOException unwritable) {
            metrics.failed();
            LOG.error(
                    "What model {} learned cannot be kept, the next delta will hold it",
                    now.release.version(),
                    unwritable);
        }
    }

    private void goBack(Course from, String why) {
        if (from.isSetBack) {
            LOG.error("Model {} diverged twice, all that it learned is withdrawn: {}", from.release.version(), why);
            end();
            outlet.withdraw(from.release, "continual learning diverged twice: " + why);
            return;
        }
        LOG.warn("Model {} goes back to what it was at its last delta: {}", from.release.version(), why);
        close();
        Course again = begin(from.release);
        if (again == null) {
            ring.release();
        } else {
            again.hasBegun = true;
            again.isSetBack = true;
        }
    }

    @Override
    public void close() {
        Course ending = course;
        course = null;
        if (ending != null) {
            ending.model.close();
            metrics.ends();
        }
    }
}
