package io.segue.operators.turn;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.segue.models.proposal.ScoredItem;
import io.segue.state.serialization.VarInts;
import java.io.IOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Proposals as they came over the network, unpacked by whoever looks at one: an operator that hands them on copies bytes,
 * and makes no string of them.
 *
 * <pre>
 * length of all that follows, count, then for each item: score, length of the id, id in UTF-8
 * </pre>
 */
final class PackedItems extends AbstractList<ScoredItem> implements RandomAccess {
    private static final int COUNT_MAX = 100_000;
    private static final int BYTES_MAX = 1 << 28;
    private static final int ITEM_BYTES = 24;

    private final byte[] bytes;

    @Nullable
    private List<ScoredItem> items;

    private PackedItems(byte[] bytes) {
        this.bytes = bytes;
    }

    /** What nobody can change: packed as it is, or a copy. */
    static List<ScoredItem> copyOf(List<ScoredItem> items) {
        return items instanceof PackedItems ? items : List.copyOf(items);
    }

    static void write(List<ScoredItem> items, DataOutputView out) throws IOException {
        if (items instanceof PackedItems packed) {
            VarInts.writeUnsigned(packed.bytes.length, out);
            out.write(packed.bytes);
            return;
        }
        DataOutputSerializer body = new DataOutputSerializer(ITEM_BYTES * items.size() + Long.BYTES);
        VarInts.writeUnsigned(items.size(), body);
        for (ScoredItem item : items) {
            byte[] itemId = item.itemId().getBytes(UTF_8);
            body.writeFloat(item.score());
            VarInts.writeUnsigned(itemId.length, body);
            body.write(itemId);
        }
        VarInts.writeUnsigned(body.length(), out);
        out.write(body.getSharedBuffer(), 0, body.length());
    }

    static List<ScoredItem> read(DataInputView in) throws IOException {
        byte[] bytes = new byte[VarInts.readCount(in, BYTES_MAX)];
        in.readFully(bytes);
        return new PackedItems(bytes);
    }

    @Override
    public ScoredItem get(int index) {
        return unpacked().get(index);
    }

    @Override
    public int size() {
        return unpacked().size();
    }

    private List<ScoredItem> unpacked() {
        if (items == null) {
            items = unpack(bytes);
        }
        return items;
    }

    private static List<ScoredItem> unpack(byte[] bytes) {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        try {
            int count = VarInts.readCount(in, COUNT_MAX);
            List<ScoredItem> items = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                float score = in.readFloat();
                int length = VarInts.readCount(in, in.available());
                items.add(new ScoredItem(new String(bytes, in.getPosition(), length, UTF_8), score));
                in.skipBytesToRead(length);
            }
            if (in.available() > 0) {
                throw new IOException(in.available() + " bytes after the last one");
            }
            return items;
        } catch (IOException broken) {
            throw new IllegalStateException("proposals that cannot be unpacked", broken);
        }
    }
}
