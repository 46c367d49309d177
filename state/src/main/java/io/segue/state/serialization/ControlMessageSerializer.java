package io.segue.state.serialization;

import io.segue.state.control.ControlMessage;
import io.segue.state.control.ControlMessage.ItemActivityChanged;
import io.segue.state.control.ControlMessage.ItemChanged;
import io.segue.state.control.ControlMessage.ModelMessage;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Version 3: a tag, then the message. Never in state, so older versions are not read: version 1 had a tag for
 * popularity alone, version 2 items without a vector.
 */
public final class ControlMessageSerializer extends VersionedSerializer<ControlMessage> {
    private static final long serialVersionUID = 1L;
    private static final int MODEL = 0;
    private static final int ITEM = 1;
    private static final int ITEM_ACTIVITY = 3;

    private final ModelRecordSerializer models = new ModelRecordSerializer();
    private final ItemSerializer items = new ItemSerializer();
    private final ItemActivitySerializer activities = new ItemActivitySerializer();

    @Override
    public int version() {
        return 3;
    }

    @Override
    protected void write(ControlMessage message, DataOutputView out) throws IOException {
        if (message instanceof ModelMessage changed) {
            out.writeByte(MODEL);
            models.write(changed.record(), out);
        } else if (message instanceof ItemChanged changed) {
            out.writeByte(ITEM);
            items.write(changed.item(), out);
        } else if (message instanceof ItemActivityChanged changed) {
            out.writeByte(ITEM_ACTIVITY);
            out.writeUTF(changed.itemId());
            activities.write(changed.activity(), out);
        }
    }

    @Override
    protected ControlMessage read(DataInputView in, int fromVersion) throws IOException {
        int tag = in.readUnsignedByte();
        return switch (tag) {
            case MODEL -> ModelMessage.of(models.deserialize(in));
            case ITEM -> new ItemChanged(items.deserialize(in));
            case ITEM_ACTIVITY -> new ItemActivityChanged(in.readUTF(), activities.deserialize(in));
            default -> throw new IOException("unknown control message " + tag);
        };
    }
}
