package io.segue.state.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.live.Impressions;
import io.segue.state.live.Neighbour;
import io.segue.state.live.RankerState;
import io.segue.state.live.ServedList;
import io.segue.state.live.ServedList.ShadowList;
import io.segue.state.live.ServedList.Shown;
import io.segue.state.live.SessionNeighbours;
import io.segue.state.live.UserHistory;
import io.segue.state.live.UserHistory.Visited;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.Source;
import io.segue.state.session.TurnPlace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class RankerStateSerializerTest extends SerializerContract<RankerState> {
    private static final long NOW = 1_795_342_530_000L;

    private static final String BEFORE_THE_LIST = "00027331" // s1
            + "01" // one neighbour: i1, its shares, the first cause, i9
            + "000269313f0000003e8000003e000000" + "00" + "00026939"
            + "02" // two items of the past
            + "00026938" + "0380bb86acc068" + "01"
            + "a09c01" // i8, three times, NOW - 10 s, bought 10 s before
            + "00026939" + "01a09c01" + "00"; // i9, once, 10 s later, not bought

    private static final String VERSION_1 = BEFORE_THE_LIST
            + "00026939" + "01" // after i9, by the model
            + "02" + "00026933" + "00026934"; // i3, i4

    private static final String IMPRESSIONS = "02" // two items shown
            + "00026934" + "01" // i4, once
            + "00026933" + "ac02"; // i3, 300 times

    private static final ServedList SERVED = new ServedList(
            "i9",
            List.of(new Shown("i3", Source.GRU), new Shown("i4", Source.SUCCESSORS)),
            new ModelVersion("v1", "b"),
            List.of("i5"));

    private static final String VERSION_3 = BEFORE_THE_LIST
            + "00026939" // after i9
            + "00027631" + "000162" // by v1, to those of variant b
            + "02" + "00026933" + "00" + "00026934" + "03" // i3 by the GRU, i4 by successors
            + "01" + "00026935" // popularity would have shown i5
            + IMPRESSIONS;

    private static final String VERSION_4 = VERSION_3 + "0000000000000007" + "ac02"; // at 7, the 300th

    private static final String SHADOW = "00027630" + "000163" // v0, to those of variant c
            + "01" + "00026936" + "01"; // i6 by popularity

    private static final ShadowList SHADOWED =
            new ShadowList(new ModelVersion("v0", "c"), List.of(new Shown("i6", Source.POPULARITY)));

    @Override
    VersionedSerializer<RankerState> serializer() {
        return new RankerStateSerializer();
    }

    @Override
    int newestVersion() {
        return 5;
    }

    @Override
    Map<String, RankerState> golden() {
        return Map.of(
                VERSION_4 + "01" + SHADOW,
                golden(SERVED.with(List.of(SHADOWED)), shown("i4", 1, "i3", 300), new TurnPlace(7, 300)));
    }

    /** They know no place; lists that name no model are forgotten. */
    @Override
    Map<String, RankerState> goldenOfOldVersions() {
        return Map.of(
                "1 " + VERSION_1,
                golden(ServedList.NONE, Impressions.NONE, TurnPlace.NONE),
                "2 " + VERSION_1 + IMPRESSIONS,
                golden(ServedList.NONE, shown("i4", 1, "i3", 300), TurnPlace.NONE),
                "3 " + VERSION_3,
                golden(SERVED, shown("i4", 1, "i3", 300), TurnPlace.NONE),
                "4 " + VERSION_4,
                golden(SERVED, shown("i4", 1, "i3", 300), new TurnPlace(7, 300)));
    }

    private static RankerState golden(ServedList served, Impressions impressions, TurnPlace newest) {
        return new RankerState(
                "s1",
                new SessionNeighbours(List.of(new Neighbour("i1", 0.5f, 0.25f, 0.125f, "i9"))),
                new UserHistory(List.of(
                        new Visited("i8", 3, NOW - 10_000, NOW - 20_000), new Visited("i9", 1, NOW, Visited.NEVER))),
                served,
                impressions,
                newest);
    }

    @Override
    List<RankerState> edgeCases() {
        String id = "商".repeat(256);
        List<Visited> past = new ArrayList<>();
        List<Shown> list = new ArrayList<>();
        List<String> control = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            past.add(new Visited(id, Integer.MAX_VALUE, i % 2 == 0 ? Long.MAX_VALUE : Long.MIN_VALUE, NOW - i));
            list.add(new Shown(id, Source.EXPLORATION));
            control.add(id);
        }
        return List.of(
                RankerState.NEW,
                new RankerState(
                        id,
                        new SessionNeighbours(List.of(new Neighbour("", 0, 0, 0, ""))),
                        new UserHistory(past),
                        new ServedList(
                                id,
                                list,
                                new ModelVersion(id, id),
                                control,
                                List.of(new ShadowList(new ModelVersion(id, id), list))),
                        shown(id, Integer.MAX_VALUE, "", 1),
                        new TurnPlace(Long.MAX_VALUE, Integer.MAX_VALUE)));
    }

    private static Impressions shown(String first, int firstCount, String second, int secondCount) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put(first, firstCount);
        counts.put(second, secondCount);
        return new Impressions(counts);
    }

    /** The order decides who is forgotten first. */
    @Override
    void assertSame(RankerState actual, RankerState expected) {
        super.assertSame(actual, expected);
        assertThat(actual.impressions().counts().keySet())
                .containsExactlyElementsOf(expected.impressions().counts().keySet());
    }
}
