package io.segue.state.serialization;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.control.ControlMessage;
import io.segue.state.control.ControlMessage.DeltaChanged;
import io.segue.state.control.ControlMessage.DeltasWithdrawn;
import io.segue.state.control.ControlMessage.ExperimentChanged;
import io.segue.state.control.ControlMessage.ItemActivityChanged;
import io.segue.state.control.ControlMessage.ItemChanged;
import io.segue.state.control.ControlMessage.ReleaseChanged;
import io.segue.state.item.Item;
import io.segue.state.item.ItemContent;
import io.segue.state.live.ItemActivity;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ControlMessageSerializerTest extends SerializerContract<ControlMessage> {
    @Override
    VersionedSerializer<ControlMessage> serializer() {
        return new ControlMessageSerializer();
    }

    @Override
    int newestVersion() {
        return 3;
    }

    @Override
    Map<String, ControlMessage> golden() {
        return Map.of(
                "00" + ReleaseSerializerTest.GOLDEN_HEX,
                new ReleaseChanged(ReleaseSerializerTest.GOLDEN),
                "01" + "000269310100",
                new ItemChanged(new Item("i1", true)),
                "03" + "00026931" + ItemActivitySerializerTest.GOLDEN_HEX,
                new ItemActivityChanged("i1", ItemActivitySerializerTest.GOLDEN));
    }

    @Override
    List<ControlMessage> edgeCases() {
        return List.of(
                new DeltaChanged(ModelRecordSerializerTest.DELTA),
                new DeltasWithdrawn(ModelRecordSerializerTest.WITHDRAWAL),
                new ExperimentChanged(ModelRecordSerializerTest.EXPERIMENT),
                new ReleaseChanged(ReleaseSerializerTest.GOLDEN),
                new ItemChanged(new Item("商".repeat(256), false)),
                new ItemChanged(new Item("i", true, new ItemContent("caps", "Acme", 1, "Cap"))),
                new ItemActivityChanged("😀", ItemActivity.NONE));
    }

    @Test
    void refusesATagThatItDoesNotKnow() {
        assertThatThrownBy(() -> read(new byte[] {2}))
                .isInstanceOf(IOException.class)
                .hasMessage("unknown control message 2");
    }
}
