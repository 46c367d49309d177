package io.segue.operators.learn;

import io.segue.state.item.Item;
import io.segue.state.release.Release;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of a {@link Learner}: loads, learns and writes, while the task goes on. */
final class LearnerThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LearnerThread.class);
    /** For a step, a delta or a load that runs. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TurnRing ring;
    private final Lessons lessons;
    private final Consumer<Throwable> onFailure;
    private final AtomicReference<@Nullable Optional<Release>> order = new AtomicReference<>();
    /** By id, so that a load during which all items come keeps the newest of each. */
    private final Map<String, Item> announced = new ConcurrentHashMap<>();

    private final Thread thread;
    private volatile boolean isClosing;

    /** @param onFailure told, in the thread, of what no lesson foresees */
    LearnerThread(TurnRing ring, Lessons lessons, Consumer<Throwable> onFailure) {
        this.ring = ring;
        this.lessons = lessons;
        this.onFailure = onFailure;
        thread = new Thread(this::run, "segue-learner");
        thread.setDaemon(true);
        thread.start();
    }

    /** Learns on from a champion, or from none. The newest order counts, whatever became of those before. */
    void follow(Optional<Release> champion) {
        order.set(champion);
        ring.wake();
    }

    /** Tells of an item, before the turns that come from now on. */
    void announce(Item item) {
        announced.put(item.itemId(), item);
    }

    private void run() {
        try (lessons) {
            while (!isClosing) {
                Optional<Release> next = order.getAndSet(null);
                if (next != null) {
                    next.ifPresentOrElse(lessons::follow, lessons::end);
                }
                lessons.retry();
                Optional<LearnerTurn> turn = ring.take();
                announced.keySet().forEach(this::hear);
                turn.ifPresent(lessons::take);
            }
        } catch (InterruptedException | RejectedExecutionException taskEnds) {
            LOG.debug("the learner ends with its task", taskEnds);
        } catch (Throwable failed) {
            if (!isClosing) {
                onFailure.accept(failed);
            }
        }
    }

    private void hear(String itemId) {
        Item item = announced.remove(itemId);
        if (item != null) {
            lessons.announce(item);
        }
    }

    /** Waits for what runs, not for what waits. */
    @Override
    public void close() throws InterruptedException {
        isClosing = true;
        ring.wake();
        thread.join(PATIENCE.toMillis());
        if (thread.isAlive()) {
            LOG.warn("the learner does not end within {} s", PATIENCE.toSeconds());
            thread.interrupt();
            thread.join(PATIENCE.toMillis());
        }
    }
}
