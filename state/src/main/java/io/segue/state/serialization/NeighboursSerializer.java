package io.segue.state.serialization;

import io.segue.state.live.Neighbour;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Version 1: item, three shares and cause of each. A cause is a number: that of one named before, or the next one, with
 * its name behind it; a session has few.
 */
public final class NeighboursSerializer extends VersionedSerializer<List<Neighbour>> {
    private static final long serialVersionUID = 1L;
    private static final int LIST_MAX = 1_000_000;

    @Override
    public int version() {
        return 1;
    }

    @Override
    protected void write(List<Neighbour> neighbours, DataOutputView out) throws IOException {
        VarInts.writeUnsigned(neighbours.size(), out);
        Map<String, Integer> causes = new HashMap<>();
        for (Neighbour neighbour : neighbours) {
            out.writeUTF(neighbour.itemId());
            out.writeFloat(neighbour.fast());
            out.writeFloat(neighbour.medium());
            out.writeFloat(neighbour.slow());
            Integer known = causes.putIfAbsent(neighbour.causeItemId(), causes.size());
            VarInts.writeUnsigned(known == null ? causes.size() - 1L : known, out);
            if (known == null) {
                out.writeUTF(neighbour.causeItemId());
            }
        }
    }

    @Override
    protected List<Neighbour> read(DataInputView in, int fromVersion) throws IOException {
        int count = VarInts.readCount(in, LIST_MAX);
        List<Neighbour> neighbours = new ArrayList<>(count);
        List<String> causes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String itemId = in.readUTF();
            float fast = in.readFloat();
            float medium = in.readFloat();
            float slow = in.readFloat();
            int cause = VarInts.readCount(in, causes.size());
            if (cause == causes.size()) {
                causes.add(in.readUTF());
            }
            neighbours.add(new Neighbour(itemId, fast, medium, slow, causes.get(cause)));
        }
        return List.copyOf(neighbours);
    }
}
