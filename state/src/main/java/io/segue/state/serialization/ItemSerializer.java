package io.segue.state.serialization;

import io.segue.state.item.Item;
import io.segue.state.item.ItemContent;
import io.segue.state.item.ItemVector;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Version 3: id, availability, a tag, and the content where it is known, its vector last. Version 2 had no vector,
 * version 1 no more than id and availability.
 */
public final class ItemSerializer extends VersionedSerializer<Item> {
    private static final long serialVersionUID = 1L;
    private static final int UNKNOWN = 0;
    private static final int KNOWN = 1;
    private static final int MALFORMED = 2;

    @Override
    public int version() {
        return 3;
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
        VarInts.writeUnsigned(content.vector().length(), out);
        for (int i = 0; i < content.vector().length(); i++) {
            out.writeFloat(content.vector().value(i));
        }
    }

    @Override
    protected Item read(DataInputView in, int fromVersion) throws IOException {
        String itemId = in.readUTF();
        boolean available = in.readBoolean();
        int tag = fromVersion == 1 ? UNKNOWN : in.readUnsignedByte();
        return switch (tag) {
            case UNKNOWN -> new Item(itemId, available);
            case KNOWN -> new Item(itemId, available, readContent(in, fromVersion));
            case MALFORMED -> Item.withMalformedContent(itemId, available);
            default -> throw new IOException("unknown content " + tag + " of item " + itemId);
        };
    }

    private static ItemContent readContent(DataInputView in, int fromVersion) throws IOException {
        ItemContent texts = new ItemContent(in.readUTF(), in.readUTF(), in.readDouble(), in.readUTF());
        if (fromVersion == 2) {
            return texts;
        }
        float[] vector = new float[VarInts.readCount(in, ItemVector.VALUES_MAX)];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = in.readFloat();
        }
        return texts.withVector(ItemVector.of(vector));
    }
}
