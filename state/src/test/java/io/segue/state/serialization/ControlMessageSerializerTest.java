package io.segue.state.serialization;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.control.ControlMessage;
import io.segue.state.control.ControlMessage.ItemChanged;
import io.segue.state.control.ControlMessage.PopularityChanged;
import io.segue.state.control.ControlMessage.ReleaseChanged;
import io.segue.state.item.Item;
import io.segue.state.popularity.DecayedMass;
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
    Map<String, ControlMessage> golden() {
        return Map.of(
                "00" + ReleaseSerializerTest.GOLDEN_HEX,
                new ReleaseChanged(ReleaseSerializerTest.GOLDEN),
                "01" + "0002693101",
                new ItemChanged(new Item("i1", true)),
                "02" + "00026931" + "4029000000000000",
                new PopularityChanged("i1", 12.5));
    }

    @Override
    List<ControlMessage> edgeCases() {
        return List.of(
                new ReleaseChanged(ReleaseSerializerTest.GOLDEN),
                new ItemChanged(new Item("商".repeat(256), false)),
                new PopularityChanged("😀", DecayedMass.NONE),
                new PopularityChanged("", Double.MAX_VALUE));
    }

    @Test
    void refusesATagThatItDoesNotKnow() {
        assertThatThrownBy(() -> read(new byte[] {9}))
                .isInstanceOf(IOException.class)
                .hasMessage("unknown control message 9");
    }
}
