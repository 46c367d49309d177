package io.segue.state.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.InteractionType;
import io.segue.state.session.HiddenState;
import io.segue.state.session.RecentEventIds;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserStateSerializerTest extends SerializerContract<UserState> {
    private static final long NOW = 1_795_342_530_000L;

    private static final String NEWEST = "00027331" // s1
            + "000001a202c0f5d0" // newest timestamp
            + "ac02" // 300 events
            + "000001a202c080a0" // timestamp before the tail
            + "02" // a tail of two
            + "040002693180bb86acc068" // i1, view, at NOW - 10 s
            + "21a09c01" // i2, click, 10 s later
            + "00027631023800bc00" // v1, a vector of 0.5 and -1
            + "02" // two event ids
            + "0000000000000001ffffffffffffffff"
            + "01" // what one other model remembers
            + "00027632013c00";

    private static final String VERSION_2 = "00027331" // s1
            + "000001a202c0f5d0" // newest timestamp
            + "ac02" // 300 events
            + "000001a202c080a0" // timestamp before the tail
            + "02" // a tail of two
            + "000269310180bb86acc068" // i1, view, at NOW - 10 s
            + "0002693200a09c01" // i2, click, 10 s later
            + "00027631023f000000bf800000" // v1, a vector of 0.5 and -1
            + "02" // two event ids
            + "0000000000000001ffffffffffffffff";

    @Override
    VersionedSerializer<UserState> serializer() {
        return new UserStateSerializer();
    }

    @Override
    int newestVersion() {
        return 4;
    }

    @Override
    Map<String, UserState> golden() {
        return Map.of(NEWEST, typical(List.of(new HiddenState("v2", new float[] {1}))));
    }

    @Override
    Map<String, UserState> goldenOfOldVersions() {
        return Map.of(
                "1 00027331" // s1
                        + "000001a202c0f5d0" // newest timestamp
                        + "ac02" // 300 events
                        + "000001a202c080a0" // timestamp before the tail
                        + "02" // a tail of two
                        + "000269310180bb86acc068" // i1, view, at NOW - 10 s
                        + "0002693200a09c01" // i2, click, 10 s later
                        + "00027631023f000000bf800000" // v1, a vector of 0.5 and -1
                        + "0100026939" // one bought item, i9
                        + "0002" // served by gru, two items
                        + "0002693300026934" // i3, i4
                        + "02" // two event ids
                        + "0000000000000001ffffffffffffffff",
                typical(List.of()),
                "2 " + VERSION_2,
                typical(List.of()),
                "3 " + VERSION_2
                        + "01" // what one other model remembers
                        + "00027632013f800000",
                typical(List.of(new HiddenState("v2", new float[] {1}))));
    }

    private static UserState typical(List<HiddenState> others) {
        return new UserState(
                "s1",
                NOW,
                300,
                new SessionTail(
                        List.of(
                                new SessionEvent("i1", InteractionType.VIEW, NOW - 10_000),
                                new SessionEvent("i2", InteractionType.CLICK, NOW)),
                        NOW - 30_000),
                new HiddenState("v1", new float[] {0.5f, -1f}),
                RecentEventIds.ofHashes(1, -1),
                others);
    }

    @Override
    List<UserState> edgeCases() {
        return List.of(UserState.NEW, outOfOrder(), largest());
    }

    private static UserState outOfOrder() {
        return new UserState(
                "größe 😀",
                NOW,
                3,
                new SessionTail(
                        List.of(
                                new SessionEvent("i1", InteractionType.PURCHASE, NOW),
                                new SessionEvent("i2", InteractionType.VIEW, NOW - 3_600_000),
                                new SessionEvent("i3", InteractionType.CLICK, Long.MAX_VALUE),
                                new SessionEvent("i4", InteractionType.CLICK, Long.MIN_VALUE)),
                        ContextFeatures.NO_PRECEDING),
                HiddenState.NONE,
                RecentEventIds.EMPTY);
    }

    /** As large as the largest settings allow. */
    private static UserState largest() {
        String id = "商".repeat(256);
        List<SessionEvent> events = new ArrayList<>();
        long[] hashes = new long[1_000];
        for (int i = 0; i < 1_000; i++) {
            events.add(new SessionEvent(id, InteractionType.ofOrdinal(i % 3), NOW + i * 1_000L));
            hashes[i] = Long.MIN_VALUE + i;
        }
        float[] vector = new float[2_048];
        vector[0] = Float.NaN;
        vector[1] = Float.NEGATIVE_INFINITY;
        vector[2] = -0f;
        return new UserState(
                id,
                NOW,
                Integer.MAX_VALUE,
                new SessionTail(events, NOW),
                new HiddenState(id, vector),
                RecentEventIds.ofHashes(hashes),
                Collections.nCopies(10, new HiddenState(id, vector)));
    }

    @Test
    void writesAUserWithATypicalSessionInFewBytes() throws Exception {
        List<SessionEvent> events = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            events.add(new SessionEvent("sku-4711", InteractionType.CLICK, NOW + i * 30_000L));
        }
        UserState user = new UserState(
                "ann@" + NOW,
                NOW,
                20,
                new SessionTail(events, ContextFeatures.NO_PRECEDING),
                HiddenState.NONE,
                RecentEventIds.EMPTY);

        assertThat(write(user)).as("20 items of 8 characters").hasSizeLessThan(20 * (8 + 6) + 60);
    }

    @Test
    void writesAUserWithALongSessionInLessThanAKilobyte() throws Exception {
        List<SessionEvent> events = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            events.add(new SessionEvent("sku-" + (100_000 + i * 7_919), InteractionType.CLICK, NOW + i * 30_000L));
        }
        UserState user = new UserState(
                "visitor-4711@" + NOW,
                NOW,
                50,
                new SessionTail(events, ContextFeatures.NO_PRECEDING),
                new HiddenState("20261122-024632", new float[100]),
                RecentEventIds.ofHashes(new long[32]));

        assertThat(write(user)).as("50 events, 100 units, 32 event ids").hasSizeLessThan(1_000);
    }

    @Test
    void refusesAListThatNoSettingsAllow() {
        byte[] broken = HexFormat.of().parseHex("0000" + "0000000000000000" + "00" + "0000000000000000" + "ffffffff0f");

        assertThatThrownBy(() -> read(broken))
                .isInstanceOf(IOException.class)
                .hasMessage("a list has 4294967295 elements, but may have at most 1000000");
    }
}
