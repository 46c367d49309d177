package io.segue.state.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentEventIdsTest {
    @Test
    void containsNothingAtFirst() {
        assertThat(RecentEventIds.EMPTY.contains("e1")).isFalse();
        assertThat(RecentEventIds.EMPTY.size()).isZero();
    }

    @Test
    void containsTheNewestIdsUpToTheLimit() {
        RecentEventIds ids =
                RecentEventIds.EMPTY.append("e1", 2).append("e2", 2).append("e3", 2);

        assertThat(ids.contains("e1")).isFalse();
        assertThat(ids.contains("e2")).isTrue();
        assertThat(ids.contains("e3")).isTrue();
        assertThat(ids.size()).isEqualTo(2);
    }

    @Test
    void forgetsTheOldestOnesWhenTheLimitWasLowered() {
        RecentEventIds ids = RecentEventIds.EMPTY
                .append("e1", 10)
                .append("e2", 10)
                .append("e3", 10)
                .append("e4", 1);

        assertThat(ids).isEqualTo(RecentEventIds.EMPTY.append("e4", 1));
    }

    @Test
    void leavesTheOneItWasAppendedToAsItWas() {
        RecentEventIds before = RecentEventIds.EMPTY.append("e1", 5);

        before.append("e2", 5);

        assertThat(before.contains("e2")).isFalse();
    }

    @Test
    void hashesAsEverySavepointSinceTheFirstVersion() {
        assertThat(hashOf("")).isEqualTo(0xefd01f60ba992926L);
        assertThat(hashOf("e1")).isEqualTo(0x50295bda7c69a087L);
        assertThat(hashOf("ü")).isEqualTo(0x9a8fa3aaaa09fd21L);
    }

    @Test
    void tellsManyIdsApart() {
        Set<Long> hashes = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            hashes.add(hashOf("segue.clicks-3-" + i));
        }
        assertThat(hashes).hasSize(100_000);
    }

    private static long hashOf(String eventId) {
        return RecentEventIds.EMPTY.append(eventId, 1).hashAt(0);
    }
}
