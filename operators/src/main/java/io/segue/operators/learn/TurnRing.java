package io.segue.operators.learn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * The newest turns, as bytes. One thread writes, another reads and can go back to the oldest one. A turn that was not
 * read is never overwritten: the writer is refused instead, and told when there is room.
 *
 * <p>While the reader is no more than {@code waitingMax} turns behind, nobody is refused. When it has gone back, the turns
 * in between wait too, and every second one that is read makes room for a new one: the writer goes on, more slowly, and
 * the reader catches up.
 */
final class TurnRing {
    private static final int TYPICAL_BYTES = 256;
    private static final Duration WAIT = Duration.ofSeconds(1);
    /** In place of a turn. */
    private static final byte[] NONE = {};

    private final byte[][] turns;
    private final int waitingMax;
    private final Runnable onRoom;
    private final LearnerTurnSerializer serializer = new LearnerTurnSerializer();
    private final DataOutputSerializer encoded = new DataOutputSerializer(TYPICAL_BYTES);
    private final DataInputDeserializer decoded = new DataInputDeserializer();

    private long written;
    private long read;
    private long caughtUpAt;
    private int allowed;
    private boolean isRead;
    private boolean isWriterRefused;
    private boolean isWoken;

    /**
     * An empty ring, which nobody reads.
     *
     * @param turnsMax that it keeps
     * @param waitingMax unread turns above which the writer is refused
     * @param onRoom runs in the reader's thread when a writer that was refused may try again
     */
    TurnRing(int turnsMax, int waitingMax, Runnable onRoom) {
        this.turns = new byte[turnsMax][];
        this.waitingMax = waitingMax;
        this.allowed = waitingMax;
        this.onRoom = onRoom;
    }

    /** Takes a turn; false where it must wait. */
    boolean offer(LearnerTurn turn) {
        try {
            encoded.clear();
            serializer.serialize(turn, encoded);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return offer(encoded.getCopyOfBuffer());
    }

    private synchronized boolean offer(byte[] turn) {
        if (isRead && written - read >= allowed) {
            isWriterRefused = true;
            return false;
        }
        turns[(int) (written % turns.length)] = turn;
        written++;
        notifyAll();
        return true;
    }

    /** Waits for a turn; none where {@link #wake} was called or none came for a second. */
    Optional<LearnerTurn> take() throws InterruptedException {
        byte[] turn = next();
        if (turn.length == 0) {
            return Optional.empty();
        }
        try {
            decoded.setBuffer(turn);
            return Optional.of(serializer.deserialize(decoded));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private synchronized byte[] next() throws InterruptedException {
        long untilNanos = System.nanoTime() + WAIT.toNanos();
        while (!isWoken && !isTurnThere()) {
            long restMs = (untilNanos - System.nanoTime()) / 1_000_000;
            if (restMs <= 0) {
                return NONE;
            }
            wait(restMs);
        }
        if (isWoken) {
            isWoken = false;
            return NONE;
        }
        byte[] turn = turns[(int) (read % turns.length)];
        read++;
        if (allowed > waitingMax && read % 2 == 0) {
            allowed--;
        }
        tellWriter();
        return turn;
    }

    private boolean isTurnThere() {
        return isRead && read < written;
    }

    private void tellWriter() {
        if (isWriterRefused && (!isRead || written - read < allowed)) {
            isWriterRefused = false;
            onRoom.run();
        }
    }

    /** Ends the present or the next {@link #take}. */
    synchronized void wake() {
        isWoken = true;
        notifyAll();
    }

    /** Reads from the oldest turn that is kept. */
    synchronized void rewind() {
        isRead = true;
        read = Math.max(0, written - turns.length);
        caughtUpAt = written;
        allowed = (int) Math.max(waitingMax, written - read);
    }

    /** Nobody reads: turns are kept for the one who will. */
    synchronized void release() {
        isRead = false;
        tellWriter();
    }

    /** Turns that are there and were not read. */
    synchronized int waiting() {
        return isRead ? (int) (written - read) : 0;
    }

    /** Turns that are kept, read or not. */
    synchronized int kept() {
        return (int) Math.min(written, turns.length);
    }

    /** Whether all was read that was there at the last {@link #rewind}. */
    synchronized boolean isCaughtUp() {
        return read >= caughtUpAt;
    }
}
