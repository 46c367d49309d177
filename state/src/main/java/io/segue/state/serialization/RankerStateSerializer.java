package io.segue.state.serialization;

import io.segue.state.live.Impressions;
import io.segue.state.live.RankerState;
import io.segue.state.live.ServedList;
import io.segue.state.live.ServedList.ShadowList;
import io.segue.state.live.ServedList.Shown;
import io.segue.state.live.SessionNeighbours;
import io.segue.state.live.UserHistory;
import io.segue.state.live.UserHistory.Visited;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.Source;
import io.segue.state.session.TurnPlace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Version 5: what version 4 was, then the lists that were made beside the served one (version, variant, items with their
 * sources).
 *
 * <p>Version 4: what version 3 was, then the place of the newest turn (time, count); one of an older version is before every
 * other.
 *
 * <p>Version 3: of the served list the item just seen, the model, the items with their sources and the control's items; a
 * list of an older version, which does not name its model, is read as none.
 *
 * <p>Version 2: what version 1 was, then the impressions (item, count), those shown longest ago first.
 *
 * <p>Version 1: session id, neighbours ({@link NeighboursSerializer}, version 1), history (item, count, time since the one
 * before, whether bought and how long before it was last seen), served list. Times are differences, in zigzag.
 */
public final class RankerStateSerializer extends VersionedSerializer<RankerState> {
    private static final long serialVersionUID = 1L;
    private static final int LIST_MAX = 1_000_000;
    private static final int NEIGHBOURS_VERSION = 1;
    private static final int LAST_WITHOUT_MODEL = 2;
    private static final int LAST_WITHOUT_PLACE = 3;
    private static final int LAST_WITHOUT_SHADOWS = 4;

    private final NeighboursSerializer neighbours = new NeighboursSerializer();

    @Override
    public int version() {
        return 5;
    }

    @Override
    protected void write(RankerState state, DataOutputView out) throws IOException {
        out.writeUTF(state.sessionId());
        neighbours.write(state.neighbours().neighbours(), out);
        writeHistory(state.history(), out);
        writeServed(state.served(), out);
        writeImpressions(state.impressions(), out);
        out.writeLong(state.newest().newestTimestampMs());
        VarInts.writeUnsigned(state.newest().eventsCount(), out);
        VarInts.writeUnsigned(state.served().shadows().size(), out);
        for (ShadowList shadow : state.served().shadows()) {
            writeModel(shadow.model(), out);
            writeShown(shadow.items(), out);
        }
    }

    @Override
    protected RankerState read(DataInputView in, int fromVersion) throws IOException {
        String sessionId = in.readUTF();
        SessionNeighbours ofSession = new SessionNeighbours(neighbours.read(in, NEIGHBOURS_VERSION));
        UserHistory history = readHistory(in);
        ServedList served = fromVersion <= LAST_WITHOUT_MODEL ? withoutModel(in) : readServed(in);
        Impressions impressions = fromVersion == 1 ? Impressions.NONE : readImpressions(in);
        TurnPlace newest = fromVersion <= LAST_WITHOUT_PLACE ? TurnPlace.NONE : readPlace(in);
        if (fromVersion > LAST_WITHOUT_SHADOWS) {
            served = served.with(readShadows(in));
        }
        return new RankerState(sessionId, ofSession, history, served, impressions, newest);
    }

    private static List<ShadowList> readShadows(DataInputView in) throws IOException {
        int count = VarInts.readCount(in, LIST_MAX);
        List<ShadowList> shadows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            shadows.add(new ShadowList(readModel(in), readShown(in)));
        }
        return shadows;
    }

    private static void writeServed(ServedList served, DataOutputView out) throws IOException {
        out.writeUTF(served.afterItemId());
        writeModel(served.model(), out);
        writeShown(served.items(), out);
        writeIds(served.control(), out);
    }

    private static void writeModel(ModelVersion model, DataOutputView out) throws IOException {
        out.writeUTF(model.version());
        out.writeUTF(model.variant());
    }

    private static ModelVersion readModel(DataInputView in) throws IOException {
        return new ModelVersion(in.readUTF(), in.readUTF());
    }

    private static void writeShown(List<Shown> items, DataOutputView out) throws IOException {
        VarInts.writeUnsigned(items.size(), out);
        for (Shown shown : items) {
            out.writeUTF(shown.itemId());
            out.writeByte(shown.source().ordinal());
        }
    }

    private static ServedList readServed(DataInputView in) throws IOException {
        String afterItemId = in.readUTF();
        ModelVersion model = readModel(in);
        List<Shown> items = readShown(in);
        return new ServedList(afterItemId, items, model, readIds(in));
    }

    private static List<Shown> readShown(DataInputView in) throws IOException {
        int count = VarInts.readCount(in, LIST_MAX);
        List<Shown> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(new Shown(in.readUTF(), Source.ofOrdinal(in.readUnsignedByte())));
        }
        return items;
    }

    private static TurnPlace readPlace(DataInputView in) throws IOException {
        return new TurnPlace(in.readLong(), (int) VarInts.readUnsigned(in));
    }

    private static ServedList withoutModel(DataInputView in) throws IOException {
        in.readUTF();
        in.readBoolean();
        readIds(in);
        return ServedList.NONE;
    }

    private static void writeIds(List<String> itemIds, DataOutputView out) throws IOException {
        VarInts.writeUnsigned(itemIds.size(), out);
        for (String itemId : itemIds) {
            out.writeUTF(itemId);
        }
    }

    private static List<String> readIds(DataInputView in) throws IOException {
        int count = VarInts.readCount(in, LIST_MAX);
        List<String> itemIds = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            itemIds.add(in.readUTF());
        }
        return itemIds;
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
