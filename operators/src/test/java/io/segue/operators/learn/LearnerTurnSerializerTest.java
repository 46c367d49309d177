package io.segue.operators.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.interaction.InteractionType;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class LearnerTurnSerializerTest {
    private static final String GOLDEN = "0003616e6e" // ann
            + "8000000000000000" + "02" // nothing before two events
            + "04" + "0003686174" + "0a" // view, hat, at 5
            + "00" + "00057363617266" + "02"; // click, scarf, 1 ms later
    private static final LearnerTurn TURN = new LearnerTurn(
            "ann",
            new SessionTail(
                    List.of(
                            new SessionEvent("hat", InteractionType.VIEW, 5),
                            new SessionEvent("scarf", InteractionType.CLICK, 6)),
                    Long.MIN_VALUE));

    private final LearnerTurnSerializer serializer = new LearnerTurnSerializer();

    @Test
    void writesTheGoldenBytesAndReadsThemBack() throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(16);
        serializer.serialize(TURN, out);

        assertThat(HexFormat.of().formatHex(out.getCopyOfBuffer())).isEqualTo(GOLDEN);
        assertThat(read(HexFormat.of().parseHex(GOLDEN))).isEqualTo(TURN);
    }

    @Test
    void failsOnBytesThatEndTooEarly() {
        byte[] whole = HexFormat.of().parseHex(GOLDEN);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void travelsToTheTaskManagers() throws Exception {
        assertThat(InstantiationUtil.clone(LearnerTurnSerializer.TYPE)).isEqualTo(LearnerTurnSerializer.TYPE);
    }

    private LearnerTurn read(byte[] bytes) throws IOException {
        return serializer.deserialize(new DataInputDeserializer(bytes));
    }
}
