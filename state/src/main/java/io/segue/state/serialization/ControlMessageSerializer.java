package io.segue.state.serialization;

import io.segue.state.control.ControlMessage;
import io.segue.state.control.ControlMessage.ItemChanged;
import io.segue.state.control.ControlMessage.PopularityChanged;
import io.segue.state.control.ControlMessage.ReleaseChanged;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: a tag, then the message. */
public final class ControlMessageSerializer extends VersionedSerializer<ControlMessage> {
    private static final long serialVersionUID = 1L;
    private static final int RELEASE = 0;
    private static final int ITEM = 1;
    private static final int POPULARITY = 2;

    private final ReleaseSerializer releases = new ReleaseSerializer();
    private final ItemSerializer items = new ItemSerializer();

    @Override
    public int version() {
        return 1;
    }

    @Override
    protected void write(ControlMessage message, DataOutputView out) throws IOException {
        if (message instanceof ReleaseChanged changed) {
            out.writeByte(RELEASE);
            releases.write(changed.release(), out);
        } else if (message instanceof ItemChanged changed) {
            out.writeByte(ITEM);
            items.write(changed.item(), out);
        } else if (message instanceof PopularityChanged changed) {
            out.writeByte(POPULARITY);
            out.writeUTF(changed.itemId());
            out.writeDouble(changed.log2Mass());
        }
    }

    @Override
    protected ControlMessage read(DataInputView in, int fromVersion) throws IOException {
        int tag = in.readUnsignedByte();
        return switch (tag) {
            case RELEASE -> new ReleaseChanged(releases.read(in, fromVersion));
            case ITEM -> new ItemChanged(items.read(in, fromVersion));
            case POPULARITY -> new PopularityChanged(in.readUTF(), in.readDouble());
            default -> throw new IOException("unknown control message " + tag);
        };
    }
}
