package io.segue.state.serialization;

import io.segue.state.live.Impressions;
import io.segue.state.live.RankerState;
import io.segue.state.live.ServedList;
import io.segue.state.live.SessionNeighbours;
import io.segue.state.live.UserHistory;
import io.segue.state.live.UserHistory.Visited;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Version 2: what version 1 was, then the impressions (item, count), those shown longest ago first.
 *
 * <p>Version 1: session id, neighbours ({@link NeighboursSerializer}, version 1), history (item, count, time since the one
 * before, whether bought and how long before it was last seen), served list. Times are differences, in zigzag.
 */
public final class RankerStateSerializer extends VersionedSerializer<RankerState> {
    private static final long serialVersionUID = 1L;
    private static final int LIST_MAX = 1_000_000;
    private static final int NEIGHBOURS_VERSION = 1;

    private final NeighboursSerializer neighbours = new NeighboursSerializer();

    @Override
    public int version() {
        return 2;
    }

    @Override
    protected void write(RankerState state, DataOutputView out) throws IOException {
        out.writeUTF(state.sessionId());
        neighbours.write(state.neighbours().neighbours(), out);
        writeHistory(state.history(), out);
        ServedList served = state.served();
        out.writeUTF(served.afterItemId());
        out.writeBoolean(served.byModel());
        VarInts.writeUnsigned(served.itemIds().size(), out);
        for (String itemId : served.itemIds()) {
            out.writeUTF(itemId);
        }
        writeImpressions(state.impressions(), out);
    }

    @Override
    protected RankerState read(DataInputView in, int fromVersion) throws IOException {
        String sessionId = in.readUTF();
        SessionNeighbours ofSession = new SessionNeighbours(neighbours.read(in, NEIGHBOURS_VERSION));
        UserHistory history = readHistory(in);
        String afterItemId = in.readUTF();
        boolean byModel = in.readBoolean();
        int count = VarInts.readCount(in, LIST_MAX);
        List<String> itemIds = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            itemIds.add(in.readUTF());
        }
        Impressions impressions = fromVersion == 1 ? Impressions.NONE : readImpressions(in);
        return new RankerState(
                sessionId, ofSession, history, new ServedList(afterItemId, itemIds, byModel), impressions);
    }

    private static void writeImpressions(Impressions impressions, DataOutputView out) throws IOException {
        VarInts.writeUnsigned(impressions.counts().size(), out);
        for (Map.Entry<String, Integer> shown : impressions.counts().entrySet()) {
            out.writeUTF(shown.getKey());
            VarInts.writeUnsigned(shown.getValue(), out);
        }
    }

    private static Impressions readImpressions(DataInputView in) throws IOException {
        int count = VarInts.readCount(in, LIST_MAX);
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String itemId = in.readUTF();
            counts.put(itemId, (int) VarInts.readUnsigned(in));
        }
        return new Impressions(counts);
    }

    private static void writeHistory(UserHistory history, DataOutputView out) throws IOException {
        VarInts.writeUnsigned(history.items().size(), out);
        long previousMs = 0;
        for (Visited visited : history.items()) {
            out.writeUTF(visited.itemId());
            VarInts.writeUnsigned(visited.count(), out);
            VarInts.writeSigned(visited.lastSeenMs() - previousMs, out);
            out.writeBoolean(visited.isBought());
            if (visited.isBought()) {
                VarInts.writeSigned(visited.lastSeenMs() - visited.boughtMs(), out);
            }
            previousMs = visited.lastSeenMs();
        }
    }

    private static UserHistory readHistory(DataInputView in) throws IOException {
        int count = VarInts.readCount(in, LIST_MAX);
        List<Visited> items = new ArrayList<>(count);
        long previousMs = 0;
        for (int i = 0; i < count; i++) {
            String itemId = in.readUTF();
            int visits = (int) VarInts.readUnsigned(in);
            previousMs += VarInts.readSigned(in);
            boolean isBought = in.readBoolean();
            long boughtMs = isBought ? previousMs - VarInts.readSigned(in) : Visited.NEVER;
            items.add(new Visited(itemId, visits, previousMs, boughtMs));
        }
        return new UserHistory(items);
    }
}
