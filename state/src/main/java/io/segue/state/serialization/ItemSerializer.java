package io.segue.state.serialization;

import io.segue.state.item.Item;
import io.segue.state.item.ItemContent;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 2: id, availability, a tag, and the content where it is known. Version 1 had no more than the first two. */
public final class ItemSerializer extends VersionedSerializer<Item> {
    private static final long serialVersionUID = 1L;
    private static final int UNKNOWN = 0;
    private static final int KNOWN = 1;
    private static final int MALFORMED = 2;

    @Override
    public int version() {
        return 2;
    }

    @Override
    protected void write(Item item, DataOutputView out) throws IOException {
        out.writeUTF(item.itemId());
        out.writeBoolean(item.available());
        ItemContent content = item.content();
        if (content.isUnknown()) {
            out.writeByte(item.contentMalformed() ? MALFORMED : UNKNOWN);
            return;
        }
        out.writeByte(KNOWN);
        out.writeUTF(content.category());
        out.writeUTF(content.brand());
        out.writeDouble(content.price());
        out.writeUTF(content.title());
    }

    @Override
    protected Item read(DataInputView in, int fromVersion) throws IOException {
        String itemId = in.readUTF();
        boolean available = in.readBoolean();
        int tag = fromVersion == 1 ? UNKNOWN : in.readUnsignedByte();
        return switch (tag) {
            case UNKNOWN -> new Item(itemId, available);
            case KNOWN ->
                new Item(itemId, available, new ItemContent(in.readUTF(), in.readUTF(), in.readDouble(), in.readUTF()));
            case MALFORMED -> Item.withMalformedContent(itemId, available);
            default -> throw new IOException("unknown content " + tag + " of item " + itemId);
        };
    }
}
