package io.segue.operators.learn;

import static io.segue.operators.learn.FakeLearning.turn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnRingTest {
    private final AtomicInteger rooms = new AtomicInteger();
    private final TurnRing ring = new TurnRing(8, 2, rooms::incrementAndGet);

    private void offerAll(int from, int to) {
        for (int i = from; i < to; i++) {
            assertThat(ring.offer(turn("ann", "item-" + i, i)))
                    .as("room for turn %d", i)
                    .isTrue();
        }
    }

    private List<Long> taken(int count) throws Exception {
        List<Long> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(ring.take().orElseThrow().timestampMs());
        }
        return taken;
    }

    @Test
    void keepsTheNewestForTheOneWhoWillRead() throws Exception {
        offerAll(0, 11);
        assertThat(ring.waiting()).as("nobody reads").isZero();

        ring.rewind();

        assertThat(ring.waiting()).isEqualTo(8);
        assertThat(taken(8)).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void doesNotWaitForEver() throws Exception {
        assertThat(ring.take()).isEmpty();
    }

    @Test
    void givesATurnBackAsItWas() throws Exception {
        LearnerTurn turn = turn("ann", "hat", 7);
        ring.rewind();
        ring.offer(turn);

        assertThat(ring.take()).contains(turn);
    }

    @Test
    void refusesTheWriterWhenTooManyWaitAndTellsWhenThereIsRoom() throws Exception {
        ring.rewind();
        offerAll(0, 2);
        assertThat(ring.offer(turn("ann", "more", 2))).isFalse();
        assertThat(rooms).hasValue(0);

        assertThat(taken(1)).containsExactly(0L);

        assertThat(rooms).as("told once").hasValue(1);
        offerAll(2, 3);
        assertThat(taken(2)).containsExactly(1L, 2L);
        assertThat(rooms).hasValue(1);
    }

    @Test
    void letsOneInForEverySecondThatIsReadWhileTheReaderCatchesUp() throws Exception {
        offerAll(0, 8);
        ring.rewind();
        assertThat(ring.isCaughtUp()).isFalse();
        assertThat(ring.offer(turn("ann", "more", 8)))
                .as("would overwrite a turn")
                .isFalse();

        List<Long> read = new ArrayList<>();
        int written = 8;
        while (!ring.isCaughtUp()) {
            read.addAll(taken(2));
            if (ring.offer(turn("ann", "more", written))) {
                written++;
            }
        }

        assertThat(read).as("all, in order").containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(written).isEqualTo(12);
        assertThat(ring.waiting()).isEqualTo(4);
    }

    @Test
    void keepsNobodyWaitingWhenNobodyReadsAnyMore() throws Exception {
        ring.rewind();
        offerAll(0, 2);
        assertThat(ring.offer(turn("ann", "more", 2))).isFalse();

        ring.release();

        assertThat(rooms).hasValue(1);
        offerAll(2, 20);
    }

    @Test
    void endsATakeThatWaits() throws Exception {
        ring.rewind();
        ring.wake();

        assertThat(ring.take()).isEmpty();
    }
}
