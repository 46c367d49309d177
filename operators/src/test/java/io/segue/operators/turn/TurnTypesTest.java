package io.segue.operators.turn;

import static io.segue.operators.fixture.Interactions.at;
import static io.segue.operators.fixture.Interactions.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.proposal.ScoredItem;
import io.segue.operators.fixture.Visitor;
import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.live.Neighbour;
import io.segue.state.live.Transition;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.release.VariantList;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.TurnPlace;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class TurnTypesTest {
    private static final String TURN_HEX = "00026531" + "00026131" + "00026931" // e1 of a1 with i1
            + "01" + "0000000000000005" + "0000" + "0000000000000007" // view at 5, unnamed session, published at 7
            + "00027331" + "01" // opens s1
            + "0000000000000006" + "ac02" // the user's 300th, none is newer than 6
            + "8000000000000000" + "01" + "04000269310a" // nothing before the tail; i1, view, at 5
            + "00027631" + "00086368616d70696f6e" // v1, champion
            + "0f" + "02" + "3f800000" + "026932" + "bf000000" + "026933" // 15 bytes: i2 with 1, i3 with -0.5
            + "08" + "01" + "40000000" + "026934" // similar sessions: i4 with 2
            + "0000" // there is a model
            + "01" + "00027630" + "0801" + "3f800000" + "026936" + "0100" // v0 proposes i6 with 1, no similar sessions
            + "02" + "000162" + "00" + "00" + "02" // b answers, ranked, by the first lane
            + "000163" + "01" + "02" + "01"; // c, a shadow, is popularity, of no model
    private static final ScoredTurn TURN = new ScoredTurn(
            new Interaction("e1", "a1", "i1", InteractionType.VIEW, 5, "", 7),
            "s1",
            true,
            new TurnPlace(6, 300),
            new SessionTail(List.of(new SessionEvent("i1", InteractionType.VIEW, 5)), Long.MIN_VALUE),
            new ModelVersion("v1", "champion"),
            List.of(new ScoredItem("i2", 1), new ScoredItem("i3", -0.5f)),
            List.of(new ScoredItem("i4", 2)),
            "",
            List.of(new LaneScores("v0", List.of(new ScoredItem("i6", 1)), List.of())),
            List.of(
                    new TurnVariant("b", false, VariantList.RANKED, 1),
                    new TurnVariant("c", true, VariantList.POPULARITY, TurnVariant.NO_MODEL)));
    private static final String TRANSITION_HEX =
            "00026931" + "00026932" + "bff0000000000000" + "0000000000000005"; // from i1 to i2, 2 events later, at 5
    private static final String NEIGHBOUR_HEX =
            "01" + "00026935" + "3f000000" + "3e800000" + "3e000000" + "00" + "00026931";

    private final TypeSerializer<SessionSignal> signals = serializer(TurnTypes.SESSION_SIGNAL);
    private final TypeSerializer<NeighbouredTurn> turns = serializer(TurnTypes.NEIGHBOURED_TURN);

    @Test
    void areWrittenAsTheGoldenBytes() throws Exception {
        assertGolden(signals, "00" + TURN_HEX, TURN);
        assertGolden(signals, "01" + TRANSITION_HEX, new ObservedTransition(new Transition("i1", "i2", -1), 5));
        assertGolden(
                turns,
                TURN_HEX + NEIGHBOUR_HEX,
                new NeighbouredTurn(TURN, List.of(new Neighbour("i5", 0.5f, 0.25f, 0.125f, "i1"))));
    }

    @Test
    void areGivenBackWithoutAModelAndWithALongSession() throws Exception {
        Visitor ann = new Visitor("ann");
        String[] many = new String[1_000];
        Arrays.setAll(many, i -> "商".repeat(i % 250) + i);
        for (int i = 0; i < 60; i++) {
            NeighbouredTurn turn = ann.sees("item" + i, at(i), many);
            assertThat(read(turns, write(turns, turn))).isEqualTo(turn);
            assertThat(read(signals, write(signals, turn.turn()))).isEqualTo(turn.turn());
        }
        NeighbouredTurn whole = ann.scoredBy("v1", many).withSimilar(many).answers(view("ann", "hat", at(70)));
        assertThat(read(turns, write(turns, whole))).isEqualTo(whole);
    }

    @Test
    void failOnBytesThatEndTooEarlyOrMeanNothing() {
        byte[] whole = HexFormat.of().parseHex("00" + TURN_HEX);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(signals, cut)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> read(signals, new byte[] {9}))
                .isInstanceOf(IOException.class)
                .hasMessage("unknown signal of a session 9");
    }

    @Test
    void failWhenProposalsThatMeanNothingAreLookedAt() throws Exception {
        for (String broken : List.of("0801" + "3f800000" + "096932", "0901" + "3f800000" + "02693200")) {
            String hex = "00" + TURN_HEX.replace("0801" + "40000000" + "026934", broken);
            SessionSignal read = read(signals, HexFormat.of().parseHex(hex));

            assertThatThrownBy(() -> ((ScoredTurn) read).similar().size())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("proposals that cannot be unpacked");
        }
    }

    @Test
    void travelToTheTaskManagers() throws Exception {
        for (TypeInformation<?> type : List.of(TurnTypes.SESSION_SIGNAL, TurnTypes.NEIGHBOURED_TURN)) {
            assertThat(InstantiationUtil.clone(type)).isEqualTo(type).hasSameHashCodeAs(type);
        }
    }

    private static <T> void assertGolden(TypeSerializer<T> serializer, String hex, T value) throws IOException {
        assertThat(HexFormat.of().formatHex(write(serializer, value))).isEqualTo(hex);
        T handedOn = read(serializer, HexFormat.of().parseHex(hex));
        assertThat(HexFormat.of().formatHex(write(serializer, handedOn))).isEqualTo(hex);
        assertThat(handedOn).isEqualTo(value);
    }

    private static <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
        return type.createSerializer(new SerializerConfigImpl());
    }

    private static <T> byte[] write(TypeSerializer<T> serializer, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        return out.getCopyOfBuffer();
    }

    private static <T> T read(TypeSerializer<T> serializer, byte[] bytes) throws IOException {
        return serializer.deserialize(new DataInputDeserializer(bytes));
    }
}
