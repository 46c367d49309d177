package io.segue.state.serialization;

import io.segue.state.item.Item;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: the fields in order. */
public final class ItemSerializer extends VersionedSerializer<Item> {
    private static final long serialVersionUID = 1L;

    @Override
    public int version() {
        return 1;
    }

    @Override
    protected void write(Item item, DataOutputView out) throws IOException {
        out.writeUTF(item.itemId());
        out.writeBoolean(item.available());
    }

    @Override
    protected Item read(DataInputView in, int fromVersion) throws IOException {
        return new Item(in.readUTF(), in.readBoolean());
    }
}
